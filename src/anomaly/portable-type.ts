import { Type } from '@sinclair/typebox';
import { portableTypes, type PortableType } from '../model/alteration.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Column } from '../model/table.ts';

/** A parameter that names a type which every engine has. */
export function portableType(description: string, byDefault: PortableType) {
  return Type.Unsafe<PortableType>({ type: 'string', enum: [...portableTypes], description, default: byDefault });
}

/** A column of a portable type, as the engine writes it. */
export function columnOfType(
  { reshaping }: Dialect,
  type: PortableType,
  { name, ordinal, isNullable }: Pick<Column, 'name' | 'ordinal' | 'isNullable'>,
): Column {
  return { name, ordinal, ...reshaping.facts(type), isNullable };
}
