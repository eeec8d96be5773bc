-- session

alter session set nls_language = 'AMERICAN' nls_territory = 'AMERICA' nls_calendar = 'GREGORIAN' nls_date_format = 'YYYY-MM-DD HH24:MI:SS' nls_timestamp_format = 'YYYY-MM-DD HH24:MI:SS.FF9' nls_timestamp_tz_format = 'YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM' nls_numeric_characters = '.,' nls_sort = 'BINARY' nls_comp = 'BINARY' nls_length_semantics = 'BYTE' nls_nchar_conv_excp = true time_zone = '+00:00' cursor_sharing = 'EXACT' ddl_lock_timeout = '5'

select
  sys_context('USERENV', 'SESSION_USER') as "user",
  sys_context('USERENV', 'CURRENT_SCHEMA') as "schema",
  coalesce(sys_context('USERENV', 'CON_NAME'), sys_context('USERENV', 'DB_NAME')) as "database",
  (select p.value from nls_database_parameters p where p.parameter = 'NLS_CHARACTERSET') as "characters"
from dual
