import type { Scripting } from '../../model/script.ts';
import { renderWithLiterals } from '../../sql/render.ts';
import { sql } from '../../sql/sql.ts';
import { textLiteral } from '../text-literal.ts';
import { valueLiteral } from '../value-literal.ts';
import { quote } from './names.ts';

/** Scripts for the command line of DuckDB. https://duckdb.org/docs/stable/clients/cli/dot_commands */
export const script: Scripting = {
  client: 'duckdb',
  // The optimiser that is switched off pushes filters below a limit, which then keeps other rows: github.com/duckdb/duckdb/issues/22924.
  head: ['.bail on', "set TimeZone = 'UTC';", "set disabled_optimizers = 'join_filter_pushdown';"],
  begin: 'begin transaction',
  commit: 'commit',
  render: (statement) => renderWithLiterals(statement, { quote, literal: (value) => valueLiteral(value, textLiteral) }),
  check: (condition, otherwise) =>
    sql`select case when ${condition} then 'as planned' else error(${otherwise}) end as checked`,
  ended: (statement) => `${statement};`,
};
