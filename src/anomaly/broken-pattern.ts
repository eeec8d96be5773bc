import type { RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { sql } from '../sql/sql.ts';
import type { Variant } from './drawn-variant.ts';
import { hasRoom } from './text-column.ts';
import type { TextPattern } from './text-pattern.ts';

/** A letter that looks like a digit, and no hexadecimal one. */
const letter = 'O';

/**
 * The ways in which a text of the pattern stops following it: each is such that no check of the pattern takes it, be it
 * strict or lenient. The first one is always possible.
 */
export function brokenPattern(context: RowContext, text: Sql, length: Sql, pattern: TextPattern): readonly Variant[] {
  const { dialect } = context;
  const whole = (value: number) => dialect.integer(value);
  const literal = (value: string) => dialect.textLiteral(value);
  const until = (last: Sql) => dialect.substring(text, whole(1), last);
  const since = (first: Sql) => dialect.substring(text, first, length);
  const replaced = (from: string, to: string): Variant => ({
    isPossible: to.length > from.length ? hasRoom(context, length, to.length - from.length) : sql`1 = 1`,
    value: dialect.replace(text, literal(from), literal(to)),
  });
  const always = (value: Sql): Variant => ({ isPossible: sql`1 = 1`, value });
  const withLetterAt = (place: number) =>
    always(
      dialect.concat(
        place === 1
          ? [literal(letter), since(whole(2))]
          : [until(whole(place - 1)), literal(letter), since(whole(place + 1))],
      ),
    );
  const withoutLast = always(until(sql`${length} - 1`));
  const cutTo = (kept: number) => always(until(whole(kept)));

  switch (pattern) {
    case 'uuid':
    case 'ssn':
      return [withLetterAt(1), withoutLast];
    case 'e-mail':
      return [replaced('@', ''), replaced('@', '@@')];
    case 'phone':
      return [always(dialect.concat([until(sql`${length} - 1`), literal('x')])), cutTo(2)];
    case 'permanent id':
      return [withLetterAt(2), cutTo(7)];
    case 'url':
      return [replaced('://', ':/'), replaced('://', ':// ')];
    case 'ip': {
      const point = dialect.position(literal('.'), text);
      const isIpv4 = sql`${point} > 0`;
      const separator = sql`case when ${isIpv4} then ${point} else ${dialect.position(literal(':'), text)} end`;
      const withComma = dialect.concat([until(sql`${separator} - 1`), literal(','), since(sql`${separator} + 1`)]);
      const shorter = sql`case when ${isIpv4} then ${since(sql`${point} + 1`)} else ${withLetterAt(1).value} end`;
      return [always(withComma), always(shorter)];
    }
  }
}
