import type { Scripting } from '../../model/script.ts';
import { renderWithLiterals } from '../../sql/render.ts';
import { sql } from '../../sql/sql.ts';
import { valueLiteral } from '../value-literal.ts';
import { quote } from './names.ts';
import { createSchema } from './statements.ts';

/** Characters of one literal: joined ones are cut at 4,000 unless one of them is a large object. */
const longest = 2000;

/**
 * Scripts for sqlcmd. A transaction is one batch, so that an error ends both: the batches behind it would run all the same
 * where the client is not told to stop. https://learn.microsoft.com/en-us/sql/tools/sqlcmd/sqlcmd-utility
 */
export const script: Scripting = {
  client: 'sqlcmd',
  head: [
    ':on error exit',
    // Off in sqlcmd by itself, and wanted by computed columns and filtered indexes.
    'set quoted_identifier on;',
    'set ansi_nulls, ansi_padding, ansi_warnings, arithabort, concat_null_yields_null on;',
    'set numeric_roundabort off;',
    'set language us_english;',
    'set nocount on;',
    'set xact_abort on;',
    'set dateformat ymd;',
    'set datefirst 1;',
    'set transaction isolation level read committed;',
    'go',
  ],
  begin: 'begin transaction',
  commit: 'commit transaction',
  render: (statement) =>
    renderWithLiterals(statement, { quote, literal: (value) => valueLiteral(value, textLiteral, ['0', '1']) }),
  check: (condition, otherwise) => sql`if not (${condition})
  throw 50000, ${otherwise.slice(0, longest)}, 1`,
  // Tables belong to whom their schema belongs: https://learn.microsoft.com/en-us/sql/t-sql/statements/create-schema-transact-sql
  createSchema,
  ended: (statement, isInside) => (isInside ? `${statement};` : `${statement};\ngo`),
};

/** Without line ends, behind which a word could end the batch, and before which a backslash would join lines. */
function textLiteral(text: string): string {
  const lines = text.split(/(\r\n|\r|\n)/).flatMap((part) => {
    if (part === '') return [];
    if (/[\r\n]/.test(part))
      return [part === '\n' ? 'nchar(10)' : part === '\r' ? 'nchar(13)' : 'nchar(13) + nchar(10)'];
    return chunksOf(part).map((chunk) => `N'${chunk.replaceAll("'", "''")}'`);
  });
  if (lines.length === 0) return "N''";
  return lines.length === 1 ? lines[0]! : `(cast(N'' as nvarchar(max)) + ${lines.join(' + ')})`;
}

/** By characters, so that no surrogate pair is torn. */
function chunksOf(text: string): readonly string[] {
  const characters = Array.from(text);
  return Array.from({ length: Math.ceil(characters.length / longest) }, (_, index) =>
    characters.slice(index * longest, (index + 1) * longest).join(''),
  );
}
