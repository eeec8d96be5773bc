/** Who answers, for whom, and how the database keeps text. */
export const identifying = `select
  sys_context('USERENV', 'SESSION_USER') as "user",
  sys_context('USERENV', 'CURRENT_SCHEMA') as "schema",
  coalesce(sys_context('USERENV', 'CON_NAME'), sys_context('USERENV', 'DB_NAME')) as "database",
  (select p.value from nls_database_parameters p where p.parameter = 'NLS_CHARACTERSET') as "characters"
from dual`;

/**
 * Makes text the same everywhere. https://docs.oracle.com/database/122/SQLRF/ALTER-SESSION.htm. The territory comes first: it sets
 * others. The language is that of messages; what the database would lose of a national text is an error.
 * @param lockTimeout seconds for which a change of a table's shape waits; changes of rows have no such limit
 */
export function pinning(lockTimeout: number): string {
  const settings = {
    nls_language: `'AMERICAN'`,
    nls_territory: `'AMERICA'`,
    nls_calendar: `'GREGORIAN'`,
    nls_date_format: `'YYYY-MM-DD HH24:MI:SS'`,
    nls_timestamp_format: `'YYYY-MM-DD HH24:MI:SS.FF9'`,
    nls_timestamp_tz_format: `'YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM'`,
    nls_numeric_characters: `'.,'`,
    nls_sort: `'BINARY'`,
    nls_comp: `'BINARY'`,
    nls_length_semantics: `'BYTE'`,
    nls_nchar_conv_excp: 'true',
    time_zone: `'+00:00'`,
    cursor_sharing: `'EXACT'`,
    ddl_lock_timeout: String(Math.min(1_000_000, Math.max(0, Math.ceil(lockTimeout)))),
  };
  return `alter session set ${Object.entries(settings)
    .map(([parameter, value]) => `${parameter} = ${value}`)
    .join(' ')}`;
}
