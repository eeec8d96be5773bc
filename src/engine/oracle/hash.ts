import type { Dialect } from '../../model/dialect.ts';
import type { Sql } from '../../model/sql.ts';
import { raw, sql } from '../../sql/sql.ts';

/** SHA-256 of the empty text, which is NULL here and has no bytes to hash. */
const ofNothing = 'E3B0C44298FC1C149AFBF4C8996FB924';

/**
 * Digests of the UTF-8 text, by https://docs.oracle.com/database/122/SQLRF/STANDARD_HASH.htm, which hashes the bytes that the
 * database keeps.
 * @param isUnicode whether those are UTF-8 already: https://docs.oracle.com/database/122/ARPLS/UTL_I18N.htm costs a call for each row
 */
export function hashes(isUnicode: boolean): Pick<Dialect, 'hash56' | 'hashHex'> {
  const digits = (text: Sql, count: 14 | 32) => {
    const bytes = isUnicode ? text : sql`utl_i18n.string_to_raw(${text}, 'AL32UTF8')`;
    const hash = sql`coalesce(rawtohex(standard_hash(${bytes}, 'SHA256')), ${raw(`'${ofNothing}'`)})`;
    return sql`substr(${hash}, 1, ${raw(String(count))})`;
  };
  return {
    hash56: (text) => sql`to_number(${digits(text, 14)}, 'XXXXXXXXXXXXXX')`,
    hashHex: (text) => sql`lower(${digits(text, 32)})`,
  };
}
