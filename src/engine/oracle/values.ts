import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { raw, sql } from '../../sql/sql.ts';
import { monthsText, secondsText } from './intervals.ts';
import { floatText, numberText } from './numbers.ts';
import { same } from './same.ts';
import { inUtc } from './times.ts';
import { familyOf } from './types.ts';

type Values = Pick<Dialect, 'text' | 'fromText' | 'bytewise' | 'same' | 'canonical' | 'cast'>;

/** Characters of a LOB that are shown: each has up to four bytes, and a text of a query holds 4,000 of them. */
const shown = 1000;

/** Values of a column: as text, back from it, and compared. What joins texts takes care of NULL, which `||` takes for an empty text. */
export const values: Values = {
  text,

  fromText(value, column) {
    switch (familyOf(column.type)) {
      case 'binary float':
        return sql`cast(replace(${value}, 'Infinity', 'Inf') as ${raw(column.type)})`;
      case 'date':
        return sql`to_date(${value}, 'YYYY-MM-DD HH24:MI:SS')`;
      case 'timestamp':
        return sql`to_timestamp(${value}, 'YYYY-MM-DD HH24:MI:SS.FF9')`;
      case 'zoned':
      case 'local':
        return sql`from_tz(to_timestamp(replace(${value}, '+00'), 'YYYY-MM-DD HH24:MI:SS.FF9'), '+00:00')`;
      case 'raw':
        return sql`hextoraw(${value})`;
      case 'boolean':
        return sql`to_boolean(${value})`;
      case 'months':
      case 'seconds':
      case 'blob':
      case 'xml':
      case 'json':
      case 'other':
        throw new FaultlineError(
          'UNSUPPORTED',
          `no text can be made a value of column "${column.name}" (${column.type})`,
        );
      default:
        return cast(value, column.storage);
    }
  },

  bytewise(value, column) {
    if (column.type.includes(' COLLATE ')) return sql`(${value} collate binary)`;
    const family = familyOf(column.type);
    // National texts are UTF-16, whose order is another one; all others are compared by bytes in every session of ours.
    return family === 'nvarchar' || family === 'nchar' ? sql`to_char(${value})` : value;
  },

  same,

  canonical(value, column) {
    switch (column.kind) {
      case 'integer':
      case 'text':
      case 'boolean':
      case 'binary':
        return text(value, column);
      case 'decimal':
        if (column.scale !== undefined) return text(value, column);
        break;
      case 'timestamp':
      case 'timestamptz':
        if (familyOf(column.type) === 'date') return sql`to_char(${value}, 'YYYY-MM-DD HH24:MI:SS".000000"')`;
        return sql`to_char(${inUtc(value, column)}, 'YYYY-MM-DD HH24:MI:SS.FF6')`;
      default:
    }
    throw new FaultlineError('UNSUPPORTED', `column "${column.name}" (${column.type}) cannot be part of a key`);
  },

  cast,
};

function text(value: Sql, column: Column): Sql {
  switch (familyOf(column.type)) {
    case 'varchar':
      return value;
    case 'char':
      return sql`rtrim(${value})`;
    case 'nvarchar':
      return sql`to_char(${value})`;
    case 'nchar':
      return sql`rtrim(to_char(${value}))`;
    case 'number':
      return numberText(value, column);
    case 'binary float':
      return floatText(value);
    case 'date':
    case 'timestamp':
      return momentText(value, column, '');
    case 'zoned':
    case 'local':
      return momentText(inUtc(value, column), column, '+00');
    case 'months':
      return monthsText(value);
    case 'seconds':
      return secondsText(value);
    case 'raw':
      return sql`lower(rawtohex(${value}))`;
    case 'boolean':
      return sql`lower(to_char(${value}))`;
    case 'rowid':
      return sql`cast(${value} as varchar2(4000))`;
    default:
      return beginning(value, column);
  }
}

/** `2026-11-20 09:00:00.5`, `0044-03-15 00:00:00 BC`. `SYYYY` writes a minus or a blank before the year. */
function momentText(value: Sql, column: Column, zone: '' | '+00'): Sql {
  const digits = familyOf(column.type) === 'date' ? 0 : Number(/\((\d)\)/.exec(column.type)?.[1] ?? 6);
  const written = sql`to_char(${value}, ${raw(`'SYYYY-MM-DD HH24:MI:SS${digits === 0 ? '' : `.FF${digits}`}'`)})`;
  const signed = digits === 0 ? written : sql`rtrim(rtrim(${written}, '0'), '.')`;
  const before = sql`regexp_replace(${signed}, '^-(.*)$', ${raw(`'\\1${zone} BC'`)})`;
  return sql`regexp_replace(${before}, '^ (.*)$', ${raw(`'\\1${zone}'`)})`;
}

/** The first characters of what is too long to be shown. https://docs.oracle.com/database/122/ARPLS/DBMS_LOB.htm */
function beginning(value: Sql, column: Column): Sql {
  const first = (lob: Sql) => sql`dbms_lob.substr(${lob}, ${raw(String(shown))}, 1)`;
  switch (familyOf(column.type)) {
    case 'clob':
      return first(value);
    case 'nclob':
      return sql`to_char(${first(value)})`;
    case 'blob':
      return sql`lower(rawtohex(${first(value)}))`;
    case 'json':
      return first(sql`json_serialize(${value} returning clob)`);
    case 'xml':
      return first(sql`xmlserialize(content ${value} as clob)`);
    default:
      throw new FaultlineError('UNSUPPORTED', `values of column "${column.name}" (${column.type}) have no text`);
  }
}

/**
 * `cast` knows no LOBs: https://docs.oracle.com/database/122/SQLRF/CAST.htm. Where a type has no conversion of its own,
 * the branch that is never taken gives a NULL its type.
 */
function cast(value: Sql, type: string): Sql {
  const typed = (never: Sql) => sql`case when 1 = 0 then ${never} else ${value} end`;
  switch (familyOf(type)) {
    case 'clob':
      return sql`to_clob(${value})`;
    case 'nclob':
      return sql`to_nclob(${value})`;
    case 'blob':
      return typed(sql`to_blob(hextoraw('00'))`);
    case 'xml':
      return typed(sql`xmltype('<x/>')`);
    case 'json':
      return typed(sql`json('null')`);
    case 'rowid':
    case 'other':
      return value;
    default:
      // Type names come from the database's own catalog, or from this folder.
      return sql`cast(${value} as ${raw(type)})`;
  }
}
