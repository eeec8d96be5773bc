import oracledb from 'oracledb';
import type { Row } from '../../model/engine.ts';
import type { Query, SqlValue } from '../../model/sql.ts';

/** Bytes that a text may have where it is bound as one: https://docs.oracle.com/database/122/SQLRF/Data-Types.htm (VARCHAR2) */
const longestText = 4000;

/** How results are read: numbers exactly, as decimal text, and LOBs as the text that they hold. */
export const reading: oracledb.ExecuteOptions = {
  outFormat: oracledb.OUT_FORMAT_OBJECT,
  fetchTypeHandler: ({ dbType }) =>
    dbType === oracledb.DB_TYPE_NUMBER || dbType === oracledb.DB_TYPE_CLOB || dbType === oracledb.DB_TYPE_NCLOB
      ? { type: oracledb.STRING }
      : undefined,
};

/** Values in their order, as the driver binds them. */
export function bindsOf({ values }: Query): oracledb.BindParameters {
  return values.map(bound);
}

/** Longer texts go into LOBs; there was no boolean before 23ai. */
function bound(value: SqlValue): unknown {
  if (typeof value === 'string' && Buffer.byteLength(value) > longestText)
    return { dir: oracledb.BIND_IN, type: oracledb.DB_TYPE_CLOB, val: value };
  return typeof value === 'boolean' ? Number(value) : value;
}

/** A plain object of its own. */
export function rowFrom(row: unknown): Row {
  return { ...(row as Row) };
}
