import { columnsOf } from '../../engine/duckdb/expression.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { DataColumn, DataTable } from '../../model/dataset.ts';
import type { Field } from '../../scenario/field.ts';
import { templateParts } from '../template.ts';

/** Reports expressions that are more than one, or read more than their row. @param field of the columns */
export function checkExpressions(field: Field, table: DataTable): void {
  for (const column of table.columns) {
    const { source } = column;
    if (source.kind !== 'template' && source.kind !== 'expression') continue;
    const place = field.at(column.name).at(source.kind);
    try {
      const found = siblingsOf(column, table);
      if (found.includes(column.name))
        place.refuse(`the column ${column.name} is made of itself`, 'Name other columns.');
    } catch (error) {
      if (!(error instanceof FaultlineError)) throw error;
      place.refuse(error.message.replace('the where', 'the expression'), error.hint ?? '', error.code);
    }
  }
}

/** Columns of the same row that a column is made of. @throws UNSAFE_WHERE */
export function siblingsOf({ source }: DataColumn, table: DataTable): readonly string[] {
  const names = table.columns.map(({ name }) => name);
  if (source.kind === 'expression') return columnsOf(source.text, names);
  if (source.kind !== 'template') return [];
  return templateParts(source.text).flatMap((part) => ('text' in part ? [] : columnsOf(part.expression, names)));
}
