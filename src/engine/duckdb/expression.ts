import type { Sql } from '../../model/sql.ts';
import { join, raw, sql } from '../../sql/sql.ts';
import { expressionPieces, type Piece } from './expression-pieces.ts';

/** A column that an expression names. */
export interface NamedColumn {
  readonly column: string;
  /** Where the name begins in the expression, in UTF-16 units. */
  readonly position: number;
}

/** Columns that an expression names. @param columns names of the columns that it may name, in any spelling of their letters' case @throws UNSAFE_WHERE */
export function columnsOf(expression: string, columns: readonly string[]): readonly string[] {
  return [...new Set(columnsIn(expression, columns).map(({ column }) => column))];
}

/** The same, each time that one is named. @throws UNSAFE_WHERE */
export function columnsIn(expression: string, columns: readonly string[]): readonly NamedColumn[] {
  return expressionPieces(expression).flatMap((piece) => {
    const column = columnOf(piece, columns);
    return column === undefined ? [] : [{ column, position: piece.position }];
  });
}

/**
 * An expression over columns of one row with something else in their places.
 * @param valueOf what stands for a column
 * @throws UNSAFE_WHERE for what is more than one expression over one row
 */
export function readExpression(expression: string, columns: readonly string[], valueOf: (column: string) => Sql): Sql {
  const parts = expressionPieces(expression).map((piece) => {
    const column = columnOf(piece, columns);
    // The lexer has seen to it that the text holds no statement, comment, placeholder or unbalanced parenthesis.
    return column === undefined ? raw(piece.text) : valueOf(column);
  });
  return sql`(${join(parts, sql``)})`;
}

function columnOf({ name, text }: Piece, columns: readonly string[]): string | undefined {
  if (name === undefined) return undefined;
  const isQuoted = text.startsWith('"');
  return (
    columns.find((column) => column === name) ??
    (isQuoted ? undefined : columns.find((column) => column.toLowerCase() === name.toLowerCase()))
  );
}
