import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { join, raw, sql } from '../../sql/sql.ts';
import { controls, printed } from '../windows-1252.ts';
import { binary, collated, supplementary, textType, unlimited, utf8 } from './collations.ts';
import type { ServerFacts } from './server-facts.ts';

type Texts = Pick<
  Dialect,
  | 'textLiteral'
  | 'length'
  | 'byteLength'
  | 'substring'
  | 'position'
  | 'concat'
  | 'replace'
  | 'translate'
  | 'misread'
  | 'hasShape'
  | 'hash56'
  | 'hashHex'
>;

/** What looks into text. */
export function textsOf(facts: ServerFacts): Texts {
  const counted = (text: Sql) => collated(unlimited(text), facts.countsCodeUnits ? supplementary : binary);
  // len() leaves trailing blanks out: https://learn.microsoft.com/en-us/sql/t-sql/functions/len-transact-sql
  const lengthWithOneMore = (text: Sql) => sql`len(${counted(text)} + N'x')`;
  return {
    textLiteral: (value) => collated(sql`cast(${value} as ${raw(textType(value.length))})`, binary),
    length: (text) => sql`(${lengthWithOneMore(text)} - 1)`,
    byteLength: (text) => sql`datalength(${inUtf8(text, facts)})`,
    substring: (text, from, count) => collated(sql`substring(${counted(text)}, ${from}, ${count})`, binary),
    position(needle, text) {
      // Under a binary collation a position counts code units: the characters before it are counted anew.
      const at = sql`charindex(${needle}, ${collated(unlimited(text), binary)})`;
      const before = sql`left(${collated(unlimited(text), binary)}, ${at} - 1)`;
      return sql`case ${at} when 0 then 0 else ${lengthWithOneMore(before)} end`;
    },
    // NULL where one is NULL: the driver sets concat_null_yields_null.
    concat: (parts) =>
      sql`(${join(
        parts.map((part, index) => collated(index === 0 ? unlimited(part) : part, binary)),
        sql` + `,
      )})`,
    replace: (text, from, to) => collated(sql`replace(${collated(unlimited(text), binary)}, ${from}, ${to})`, binary),
    translate,
    misread: (text) => misread(text, facts),
    hasShape: (text, shape) =>
      sql`(${collated(unlimited(text), binary)} like ${shapeLiteral(shape)} and ${lengthWithOneMore(text)} = ${raw(String(shape.length + 1))})`,
    hash56: (text) => sql`cast(substring(${sha256(text, facts)}, 1, 7) as bigint)`,
    hashHex: (text) => sql`lower(convert(nvarchar(32), substring(${sha256(text, facts)}, 1, 16), 2))`,
  };
}

/** https://learn.microsoft.com/en-us/sql/t-sql/functions/translate-transact-sql */
function translate(text: Sql, from: string, to: string): Sql {
  const literal = (value: string) => sql`cast(${value} as ${raw(textType(value.length))})`;
  return collated(sql`translate(${collated(unlimited(text), binary)}, ${literal(from)}, ${literal(to)})`, binary);
}

/** @throws UNSUPPORTED before 2019, where no type holds UTF-8 */
function inUtf8(text: Sql, { hasUtf8 }: ServerFacts): Sql {
  if (hasUtf8) return sql`cast(${collated(text, utf8)} as varchar(max))`;
  throw new FaultlineError('UNSUPPORTED', 'SQL Server before 2019 does not tell the bytes that a text has in UTF-8', {
    hint: 'Choose another anomaly, or a server of 2019 or later.',
  });
}

/**
 * Byte by byte: what a server would make of bytes depends on the collation of the database. ISO 8859-1 numbers
 * characters as Unicode does.
 */
function misread(text: Sql, facts: ServerFacts): Sql {
  const digit = sql`(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))`;
  const bytes = sql`cast(${inUtf8(text, facts)} as varbinary(max))`;
  const places = sql`select top (coalesce(datalength(b.bytes), 0)) row_number() over (order by (select null)) as place
    from ${digit} d1 (n) cross join ${digit} d2 (n) cross join ${digit} d3 (n) cross join ${digit} d4 (n) cross join ${digit} d5 (n)`;
  const character = sql`cast(nchar(cast(substring(b.bytes, p.place, 1) as int)) as nvarchar(max))`;
  const read = sql`(select string_agg(${character}, N'') within group (order by p.place)
    from (select ${bytes} as bytes) b cross apply (${places}) p)`;
  return sql`case when ${text} is not null then coalesce(${translate(read, controls, printed)}, N'') end`;
}

/** Brackets take a character's meaning away: https://learn.microsoft.com/en-us/sql/t-sql/language-elements/like-transact-sql */
function shapeLiteral(shape: string): Sql {
  const pattern = shape.replace(/[9[%_]/g, (character) => (character === '9' ? '[0-9]' : `[${character}]`));
  return sql`cast(${pattern} as nvarchar(4000))`;
}

/**
 * Of the text in UTF-8. Before 2019 no type holds UTF-8: ASCII text has the same bytes in every code page, any other is
 * hashed as it is kept, so that it gets a digest of its own, which no other engine gives.
 * https://learn.microsoft.com/en-us/sql/t-sql/functions/hashbytes-transact-sql
 */
function sha256(text: Sql, { hasUtf8, castsToBinary }: ServerFacts): Sql {
  if (hasUtf8) return sql`hashbytes('SHA2_256', cast(${collated(text, utf8)} as varchar(max)))`;
  if (!castsToBinary) return sql`hashbytes('SHA2_256', cast(${text} as varchar(max)))`;
  const isAscii = sql`${collated(text, binary)} not like N'%[^' + nchar(1) + N'-' + nchar(127) + N']%'`;
  return sql`hashbytes('SHA2_256', case when ${isAscii} then cast(cast(${text} as varchar(max)) as varbinary(max)) else cast(${text} as varbinary(max)) end)`;
}
