import type { Scripting } from '../../model/script.ts';
import type { Sql } from '../../model/sql.ts';
import { renderWithLiterals } from '../../sql/render.ts';
import { name, raw, sql } from '../../sql/sql.ts';
import { textLiteral } from '../text-literal.ts';
import { valueLiteral } from '../value-literal.ts';
import { quote } from './names.ts';
import { pinned } from './session-settings.ts';

/** Scripts for psql. https://www.postgresql.org/docs/13/app-psql.html */
export const script: Scripting = {
  client: 'psql',
  head: [
    '\\set ON_ERROR_STOP on',
    "set client_encoding = 'UTF8';",
    ...pinned.map(([setting, value]) => `set ${setting} = ${textLiteral(value)};`),
  ],
  begin: 'begin isolation level read committed',
  commit: 'commit',
  render: (statement) => renderWithLiterals(statement, { quote, literal: (value) => valueLiteral(value, textLiteral) }),
  check,
  createSchema: (schema, user) => sql`create schema if not exists ${name(schema)} authorization ${name(user)}`,
  // Its owner may always say that it is his: https://www.postgresql.org/docs/13/sql-altertable.html
  giveTable: (table, user) => sql`alter table ${name(table.schema)}.${name(table.name)} owner to ${name(user)}`,
  ended: (statement) => `${statement};`,
};

/** A block of its own language, which raises an error: https://www.postgresql.org/docs/13/sql-do.html */
function check(condition: Sql, otherwise: string): Sql {
  return sql`do $faultline$
begin
  if not coalesce(${condition}, false) then
    raise exception using message = ${otherwise};
  end if;
end
${raw('$faultline$')}`;
}
