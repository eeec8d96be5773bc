import type { Big } from 'big.js';
import { Type, type TUnion, type TString, type TNumber, type TBoolean } from '@sinclair/typebox';
import type { ColumnContext, ColumnValue, RowContext } from '../model/anomaly-context.ts';
import type { OtherColumn } from '../model/anomaly.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Sql } from '../model/sql.ts';
import { formatTable, type Column, type ColumnKind } from '../model/table.ts';

/** A value of a category column, as a file writes it. */
export type Label = string | number | boolean;

const kinds: readonly ColumnKind[] = ['text', 'enum', 'boolean', 'integer'];

/** Schema of a label. */
export function labelSchema(description: string): TUnion<[TString, TNumber, TBoolean]> {
  return Type.Union([Type.String(), Type.Number(), Type.Boolean()], { description });
}

/** Why a column does not hold categories, as the end of a sentence; undefined where it may. */
export function notCategory(column: Column): string | undefined {
  return kinds.includes(column.kind) ? undefined : `is not a category (${column.type})`;
}

/** A column that tells segments apart, and is only read. */
export const segmentColumn: OtherColumn = { changes: false, unsuitable: notCategory };

/** Whether a value is the label. @throws INVALID_VALUE where the column cannot hold it */
export function isLabel(
  { dialect, table }: Pick<ColumnContext, 'dialect' | 'table'>,
  { column, value }: ColumnValue,
  label: Label,
): Sql {
  const text = String(label);
  const isPossible =
    column.kind === 'integer' ? /^-?\d{1,18}$/.test(text) : column.kind !== 'boolean' || /^(true|false)$/.test(text);
  if (!isPossible)
    throw new FaultlineError(
      'INVALID_VALUE',
      `${formatTable(table.name)}.${column.name} (${column.type}) has no label "${text}"`,
      { hint: 'Write a label of it.' },
    );
  return dialect.same(value, dialect.fromText(dialect.textLiteral(text), column), column);
}

/** Why there is nothing to move of a segment, as the end of a sentence. */
export function isEmptySegment({ values }: { readonly values: readonly Big[] }): string | undefined {
  return values.every((value) => value.eq(0)) ? 'is 0 for that segment throughout the window' : undefined;
}

/** Rows of the segment that `with` names by its column and label. */
export function isOfSegment(context: RowContext<{ readonly label: Label }>): Sql {
  return isLabel(context, context.other('segment')!, context.with.label);
}
