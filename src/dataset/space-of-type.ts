import { withDefaults } from '../scenario/schema-check.ts';
import type { Written } from './dataset-yaml.ts';
import { valueTypes } from './registry.ts';

/** A type with parameters as they are about to be written. */
export interface WrittenType {
  readonly type: string;
  readonly with: Readonly<Record<string, Written | undefined>>;
  /** Locale of the column; absent = English. */
  readonly locale?: string | undefined;
}

/**
 * How many different values a column of the type could have where none may be likelier than others: 0 where they are
 * weighted.
 * @param rows of the table, or different values that are wanted
 */
export function spaceOfType(written: WrittenType, rows: number): bigint {
  const type = valueTypes.get(written.type)!;
  const own = Object.fromEntries(Object.entries(written.with).filter(([, value]) => value !== undefined));
  const context = {
    with: withDefaults(type.parameters, own) as Readonly<Record<string, unknown>>,
    locale: written.locale ?? 'en',
    now: '2000-01-01T00:00:00.000000Z',
    rows,
    types: valueTypes,
  };
  return type.isWeighted?.(context) === true ? 0n : type.space(context);
}
