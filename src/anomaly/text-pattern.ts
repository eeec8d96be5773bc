import type { Dialect } from '../model/dialect.ts';
import type { Semantics } from '../model/inspection.ts';
import type { Sql } from '../model/sql.ts';
import { all, join, sql } from '../sql/sql.ts';
import { follows, phonePatterns } from './text-convention.ts';

/** What texts that name something have to look like. A permanent id is a DOI (`10.1234/abc`) or an ORCID iD. */
export const textPatterns = [
  'uuid',
  'e-mail',
  'phone',
  'ssn',
  'permanent id',
  'url',
  'ip',
] as const satisfies readonly Semantics['looksLike'][];
export type TextPattern = (typeof textPatterns)[number];

/** Whether a text follows a pattern, in what every checker of it agrees about. @param text is read several times */
export function followsPattern(dialect: Dialect, text: Sql, pattern: TextPattern): Sql {
  switch (pattern) {
    case 'uuid':
      return dialect.hasShape(
        dialect.translate(text, 'abcdefABCDEF', '000000000000'),
        '99999999-9999-9999-9999-999999999999',
      );
    case 'e-mail':
      return isAddress(dialect, text);
    case 'phone':
      return join(
        phonePatterns.map((each) => sql`(${follows(dialect, text, each)})`),
        sql` or `,
      );
    case 'ssn':
      return dialect.hasShape(text, '999-99-9999');
    case 'permanent id':
      return sql`(${isDoi(dialect, text)}) or (${isOrcid(dialect, text)})`;
    case 'url':
      return sql`${find(dialect, 'http://', text)} = 1 or ${find(dialect, 'https://', text)} = 1`;
    case 'ip':
      return sql`(${isIpv4(dialect, text)}) or (${isIpv6(dialect, text)})`;
  }
}

function isAddress(dialect: Dialect, text: Sql): Sql {
  const domain = rest(dialect, text, sql`${find(dialect, '@', text)} + 1`);
  return all([
    sql`${find(dialect, '@', text)} > 1`,
    sql`${find(dialect, '@', domain)} = 0`,
    sql`${find(dialect, '.', domain)} > 1`,
    sql`${find(dialect, ' ', text)} = 0`,
  ]);
}

/** https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html */
function isDoi(dialect: Dialect, text: Sql): Sql {
  const slash = find(dialect, '/', text);
  return all([
    dialect.hasShape(dialect.substring(text, dialect.integer(1), dialect.integer(7)), '10.9999'),
    sql`${slash} > 7`,
    sql`${slash} < ${dialect.length(text)}`,
  ]);
}

/** https://support.orcid.org/hc/en-us/articles/360006897674: the last digit may be an X. */
function isOrcid(dialect: Dialect, text: Sql): Sql {
  return dialect.hasShape(dialect.translate(text, 'X', '0'), '9999-9999-9999-9999');
}

/** Digits and three points, none of them at an end or beside another. */
function isIpv4(dialect: Dialect, text: Sql): Sql {
  const points = dialect.translate(text, '012345678', '999999999');
  const left = dialect.replace(points, dialect.textLiteral('9'), dialect.textLiteral(''));
  return all([
    sql`${find(dialect, '...', left)} = 1`,
    sql`${dialect.length(left)} = 3`,
    sql`${find(dialect, '..', text)} = 0`,
    sql`${find(dialect, '.', text)} > 1`,
    sql`${find(dialect, '.', dialect.substring(text, dialect.length(text), dialect.integer(1)))} = 0`,
    sql`${find(dialect, '9999', points)} = 0`,
  ]);
}

/** Up to eight groups of up to four hexadecimal digits; `::` stands for those that are left out, once. */
function isIpv6(dialect: Dialect, text: Sql): Sql {
  const digits = dialect.translate(text, 'abcdefABCDEF012345678', '9'.repeat(21));
  const colons = dialect.replace(digits, dialect.textLiteral('9'), dialect.textLiteral(''));
  const others = dialect.replace(colons, dialect.textLiteral(':'), dialect.textLiteral(''));
  const pairs = dialect.replace(text, dialect.textLiteral('::'), dialect.textLiteral(':'));
  const shortened = sql`${dialect.length(text)} - ${dialect.length(pairs)}`;
  return all([
    sql`${find(dialect, '9', digits)} > 0`,
    sql`${find(dialect, '99999', digits)} = 0`,
    sql`${find(dialect, ':::', text)} = 0`,
    // What is empty has no length where it is NULL.
    sql`coalesce(${dialect.length(others)}, 0) = 0`,
    sql`${dialect.length(colons)} between 2 and 7`,
    sql`(${shortened} = 1) or (${shortened} = 0 and ${dialect.length(colons)} = 7)`,
  ]);
}

function find(dialect: Dialect, needle: string, text: Sql): Sql {
  return dialect.position(dialect.textLiteral(needle), text);
}

function rest(dialect: Dialect, text: Sql, from: Sql): Sql {
  return dialect.substring(text, from, dialect.length(text));
}
