import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { raw, sql } from '../../sql/sql.ts';
import { castTo } from './casts.ts';
import { binary, collated, textType, utf8 } from './collations.ts';
import { floatText } from './float-text.ts';
import type { ServerFacts } from './server-facts.ts';
import { microsecondText, momentText, timeText } from './times.ts';

type Values = Pick<Dialect, 'text' | 'fromText' | 'canonical'>;

/** Values of a column as text and back from it. */
export const values: Values = {
  text(value, column) {
    switch (column.kind) {
      case 'text':
        return sql`replace(${collated(plainText(value, column, sealLength), binary)}, ${seal}, N'')`;
      case 'integer':
        return sql`cast(${value} as nvarchar(20))`;
      case 'decimal':
        return decimalText(value, column);
      case 'float':
        return floatText(value);
      case 'boolean':
        return booleanText(value);
      case 'date':
        return sql`convert(nvarchar(10), ${value}, 23)`;
      case 'time':
        return timeText(value);
      case 'timestamp':
      case 'timestamptz':
        return momentText(value, column);
      case 'uuid':
        return sql`lower(cast(${value} as nvarchar(36)))`;
      case 'binary':
        return hex(value);
      default:
        return holdsBytes(column)
          ? hex(value)
          : collated(sql`cast(${value} as nvarchar(${variantLength(column)}))`, binary);
    }
  },

  fromText(value, column) {
    const typed = (text: Sql) => castTo(text, column.storage);
    switch (column.kind) {
      case 'binary':
        return typed(sql`convert(varbinary(max), ${value}, 2)`);
      case 'uuid':
        return typed(hyphenated(value));
      case 'timestamptz':
        // Offsets need minutes: https://learn.microsoft.com/en-us/sql/t-sql/data-types/datetimeoffset-transact-sql
        return typed(sql`${value} + N':00'`);
      case 'timestamp':
        // datetime reads three digits behind the point and no more.
        return typed(sql`cast(${value} as datetime2(7))`);
      case 'decimal':
        return typed(sql`cast(${value} as ${raw(decimalType(column))})`);
      default:
        return typed(holdsBytes(column) ? sql`convert(varbinary(max), ${value}, 2)` : value);
    }
  },

  canonical(value, column) {
    switch (column.kind) {
      case 'text':
        return collated(plainText(value, column), binary);
      case 'integer':
      case 'boolean':
      case 'date':
        return values.text(value, column);
      case 'decimal':
        if (column.scale !== undefined) return decimalText(value, column);
        break;
      case 'timestamp':
      case 'timestamptz':
        return microsecondText(value, column);
      case 'uuid':
        return sql`lower(replace(cast(${value} as nvarchar(36)), N'-', N''))`;
      case 'binary':
        return hex(value);
      default:
    }
    throw new FaultlineError('UNSUPPORTED', `column "${column.name}" (${column.type}) cannot be part of a key`);
  },
};

/**
 * What sorts as the value's bytes do. Identifiers would sort by their last six bytes first. Texts end with a seal, which
 * `text` takes off: blanks at their end would not tell them apart, under binary collations neither.
 */
export function bytewise(value: Sql, column: Column, { hasUtf8 }: ServerFacts): Sql {
  if (column.kind === 'uuid') return collated(sql`lower(cast(${value} as nvarchar(36)))`, binary);
  if (column.kind !== 'text') return value;
  const text = sql`${plainText(value, column)} + ${seal}`;
  // Code units sort as UTF-8 does, but for the characters beyond U+FFFF.
  if (!hasUtf8) return collated(text, binary);
  const bytes = ((column.length ?? 4000) + sealLength) * 3;
  return sql`cast(${collated(text, utf8)} as ${raw(bytes > 8000 ? 'varchar(max)' : `varchar(${bytes})`)})`;
}

/** Sorts before whatever else a text may go on with, and ends with what is no character, so that no text holds it. */
const seal = raw('nchar(1) + nchar(65534)');
const sealLength = 2;

/** Without the blanks that fill up char and nchar. @param more characters that the value may have besides the column's own */
function plainText(value: Sql, column: Column, more = 0): Sql {
  const length = column.length === undefined ? undefined : column.length + more;
  const text = sql`cast(${value} as ${raw(textType(length))})`;
  return /^n?char\(/.test(column.storage) ? sql`rtrim(${text})` : text;
}

/** Of money, too, whose own text has two digits behind the point instead of four. */
function decimalText(value: Sql, column: Column): Sql {
  const number = column.storage.endsWith('money') ? sql`cast(${value} as ${raw(decimalType(column))})` : value;
  return sql`cast(${number} as nvarchar(41))`;
}

function decimalType({ precision, scale }: Column): string {
  return `decimal(${precision ?? 38}, ${scale ?? 0})`;
}

function booleanText(value: Sql): Sql {
  return sql`case ${value} when 1 then N'true' when 0 then N'false' end`;
}

/** https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql#binary-styles */
function hex(value: Sql): Sql {
  return sql`lower(convert(nvarchar(max), cast(${value} as varbinary(max)), 2))`;
}

/** Identifiers are read with hyphens only. */
function hyphenated(value: Sql): Sql {
  const digits = sql`replace(${value}, N'-', N'')`;
  return sql`stuff(stuff(stuff(stuff(${digits}, 21, 0, N'-'), 17, 0, N'-'), 13, 0, N'-'), 9, 0, N'-')`;
}

/** Types whose text would lose something: points, shapes, types of assemblies. */
function holdsBytes({ kind, storage }: Column): boolean {
  return kind === 'other' && !['hierarchyid', 'sql_variant', 'xml'].includes(storage);
}

/** The longest text that a type can be cast to. */
function variantLength({ storage }: Column): Sql {
  return raw(storage === 'hierarchyid' || storage === 'sql_variant' ? '4000' : 'max');
}
