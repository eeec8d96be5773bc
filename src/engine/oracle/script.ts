import type { Scripting } from '../../model/script.ts';
import type { SqlValue } from '../../model/sql.ts';
import { renderWithLiterals } from '../../sql/render.ts';
import { sql } from '../../sql/sql.ts';
import { valueLiteral } from '../value-literal.ts';
import { quote } from './quote.ts';
import { pinning } from './session-statements.ts';

/** Characters of one literal: a line of SQL*Plus has room for it, and a literal for 4,000 bytes. */
const longest = 500;

/** Bytes that a text has that is no large object. */
const mostBytes = 4000;

/**
 * Scripts for SQL*Plus and SQLcl.
 * https://docs.oracle.com/database/122/SQPUG/WHENEVER-SQLERROR.htm
 * @param lockTimeout seconds for which a change of a table's shape waits
 */
export function scriptOf(lockTimeout: number): Scripting {
  return {
    client: 'SQL*Plus',
    head: [
      'whenever sqlerror exit failure rollback',
      'whenever oserror exit failure rollback',
      // An ampersand in a text is no variable, and a blank line no end.
      'set define off',
      'set sqlblanklines on',
      'set autocommit off',
      `${pinning(lockTimeout)};`,
    ],
    begin: 'set transaction isolation level read committed',
    commit: 'commit',
    render: (statement) => renderWithLiterals(statement, { quote, literal }),
    check: (condition, otherwise) => sql`declare
  held number;
begin
  select count(*) into held from dual where ${condition};
  if held = 0 then
    raise_application_error(-20001, ${otherwise});
  end if;
end;`,
    // A block is ended by a line of its own.
    ended: (statement) => (/^(begin|declare)\b/.test(statement) ? `${statement}\n/` : `${statement};`),
  };
}

function literal(value: SqlValue): string {
  return valueLiteral(value, textLiteral, ['0', '1']);
}

/** Without line ends: SQL*Plus takes a semicolon at the end of a line for the end of the statement, in a text, too. */
function textLiteral(text: string): string {
  const isLong = Buffer.byteLength(text) > mostBytes;
  const parts = text.split(/([\r\n])/).flatMap((part) => {
    if (part === '') return [];
    if (part === '\n' || part === '\r') return [`chr(${part.charCodeAt(0)})`];
    return chunksOf(part).map((chunk) => `'${chunk.replaceAll("'", "''")}'`);
  });
  if (parts.length === 0) return "''";
  if (parts.length === 1) return parts[0]!;
  const joined = [isLong ? `to_clob(${parts[0]})` : parts[0]!, ...parts.slice(1)];
  return `(${joined.join(' ||\n  ')})`;
}

/** By characters, so that no surrogate pair is torn. */
function chunksOf(text: string): readonly string[] {
  const characters = Array.from(text);
  return Array.from({ length: Math.ceil(characters.length / longest) }, (_, index) =>
    characters.slice(index * longest, (index + 1) * longest).join(''),
  );
}
