import type { DataColumn, Dataset, DataTable } from '../../model/dataset.ts';
import type { Field } from '../../scenario/field.ts';
import type { ValueTypes } from '../compile/compile-table.ts';
import { rowsOf } from '../share.ts';
import type { TypeContext, ValueType } from '../value-type.ts';

/** Reports what a column of a value type asks for that its type cannot give. */
export function checkColumn(
  field: Field,
  { dataset, table, column }: { readonly dataset: Dataset; readonly table: DataTable; readonly column: DataColumn },
  types: ValueTypes,
): void {
  checkAmount(field.at('nulls'), column.nulls, table);
  if (column.source.kind !== 'type') return;
  const type = types.get(column.source.type)!;
  const { locale } = column.source.with;
  const context: TypeContext = {
    with: column.source.with,
    locale: typeof locale === 'string' ? locale : dataset.locale,
    now: dataset.now,
    rows: column.distinct === undefined ? table.rows : Math.max(1, rowsOf(column.distinct, table.rows)),
    types,
  };
  const problems = type.problems?.(context) ?? [];
  for (const { key, message, hint } of problems) field.at(key).refuse(message, hint);
  if (problems.length > 0) return;
  checkDistinct(field, table, column);
  checkSpace(field, column, type, context);
  if (column.ordered !== undefined && !type.isOrdered)
    field.at('ordered').refuse(`values of the type ${type.id} have no order`, 'Remove ordered, or take another type.');
}

function checkDistinct(field: Field, table: DataTable, column: DataColumn): void {
  if (column.distinct === undefined) return;
  const distinct = field.at('distinct');
  if (column.unique) distinct.refuse('unique and distinct stand side by side', 'Keep one of the two.');
  if (rowsOf(column.distinct, table.rows) === 0 && table.rows > 0)
    distinct.refuse('there would be no values at all', 'Write 1 or more.');
  checkAmount(distinct, column.distinct, table);
  const filled = table.rows - (column.nulls === undefined ? 0 : rowsOf(column.nulls, table.rows));
  const different = rowsOf(column.distinct, table.rows);
  if (different > filled && filled < table.rows)
    distinct.refuse(
      `${different} different values are asked for, and ${filled} rows have one`,
      'Ask for fewer, or for fewer nulls.',
    );
}

function checkAmount(field: Field, amount: DataColumn['nulls'], table: DataTable): void {
  if (amount !== undefined && 'rows' in amount && amount.rows > table.rows)
    field.refuse(`${field.name} asks for ${amount.rows} of ${table.rows} rows`, 'Write fewer, or a share.');
}

function checkSpace(field: Field, column: DataColumn, type: ValueType, context: TypeContext): void {
  if (!column.unique && column.distinct === undefined) return;
  const asked = field.at(column.unique ? 'unique' : 'distinct');
  if (type.isWeighted?.(context) === true) {
    asked.refuse(
      `values of ${column.name} have a distribution, and so they repeat`,
      `Remove ${column.unique ? 'unique' : 'distinct'}, or the distribution.`,
    );
    return;
  }
  const space = type.space(context);
  if (space < BigInt(context.rows))
    asked.refuse(
      `${context.rows} different values are asked for, and there are ${space}`,
      column.unique
        ? 'Widen the range or the form of the values, or remove unique.'
        : 'Ask for fewer, or widen the range.',
    );
}
