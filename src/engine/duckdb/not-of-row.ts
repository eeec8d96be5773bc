/** Functions that would make a value depend on more than its row: volatile ones by duckdb_functions(), and what reads clock, session, files or how DuckDB holds a value. */
export const notOfRow =
  wordSet(`age ago alias currval current_catalog current_connection_id current_database current_date
  current_localtime current_localtimestamp current_query current_query_id current_role current_schema current_schemas
  current_setting current_time current_timestamp current_transaction_id current_user error gen_random_uuid
  get_current_time get_current_timestamp getenv getvariable glob in_search_path localtime localtimestamp nextval now
  parquet_scan pg_conf_load_time pg_postmaster_start_time pg_sleep query query_table random read_blob read_csv
  read_csv_auto read_json read_json_auto read_ndjson read_parquet read_text session_user setseed sleep_ms stats today
  transaction_timestamp txid_current user uuid uuidv4 uuidv7 vector_type version write_log`);

/** Of these the ones that are called without parentheses. */
export const bareNotOfRow = wordSet(`current_catalog current_date current_role current_schema current_time
  current_timestamp current_user localtime localtimestamp session_user`);

/** Functions that make several rows out of one, or columns. */
export const ofManyRows = wordSet('columns unnest generate_subscripts regexp_split_to_table');

/** Words that begin or belong to a query: an expression over one row has none. */
export const ofQueries = wordSet('select with union window');

/** Words that are never names of columns unless in quotes. https://duckdb.org/docs/stable/sql/keywords_and_identifiers */
export const reserved =
  wordSet(`all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
  default deferrable desc describe distinct do else end except false fetch for foreign from group having in initially
  intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing
  primary qualify references returning select show some summarize symmetric table then to trailing true union unique
  unpivot using variadic when where window with`);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
