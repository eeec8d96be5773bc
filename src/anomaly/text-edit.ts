import type { RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { join, sql } from '../sql/sql.ts';
import { keys, neighbours, places } from './keyboard.ts';

/** The four single-character edits of Damerau (Communications of the ACM 7, 1964), which make up most spelling errors. */
export const edits = ['insert', 'delete', 'substitute', 'transpose'] as const;
export type Edit = (typeof edits)[number];

/** Which edit is made where the drawn one would change nothing, in this order of preference. */
const fallbacks: readonly Edit[] = ['substitute', 'transpose', 'delete', 'insert'];

/** Draws of this many values are scaled down to a text's length in SQL. */
const finest = 2 ** 31 - 1;

export interface EditOptions {
  /** The edits to draw from, at least one. */
  readonly kinds: readonly Edit[];
  /** Number of the edit, from 1: each has draws of its own. */
  readonly turn: number;
  /** Most characters of the result; undefined = no limit. */
  readonly longest: number | undefined;
}

/**
 * The text with one edit at a drawn character. An edit that is impossible there (a deletion that would empty the
 * text, an insertion beyond the limit, two equal letters to transpose, a character without a neighbour to
 * substitute) gives way to another of `kinds`; where none is possible the text stays as it is.
 * @param text is read several times
 */
export function edited(text: Sql, { kinds, turn, longest }: EditOptions, context: RowContext): Sql {
  const { dialect } = context;
  const whole = (value: number) => dialect.integer(value);
  const draw = (number: number, bound: number) => context.draw(purpose(3 * turn - 3 + number), bound);
  const character = (from: Sql) => dialect.substring(text, from, whole(1));
  const chosen = (among: readonly Edit[], edit: Edit) => whole(among.indexOf(edit));

  const length = context.bind(dialect.length(text));
  const kind = context.bind(draw(1, kinds.length));
  const isPair = sql`${kind} = ${chosen(kinds, 'transpose')} and ${length} > 1`;
  const span = sql`(case when ${isPair} then ${length} - 1 when ${length} > 0 then ${length} else 1 end)`;
  const place = context.bind(sql`1 + ${dialect.divide(sql`(${draw(2, finest)} * ${span})`, whole(finest))}`);
  const letter = context.bind(character(place));
  const next = context.bind(character(sql`${place} + 1`));
  const key = context.bind(dialect.position(letter, dialect.textLiteral(keys)));
  const near = sql`(${key} - 1) * ${whole(places)} + ${draw(3, places)} + 1`;
  const neighbour = dialect.substring(dialect.textLiteral(neighbours), near, whole(1));
  const slip = sql`case when ${key} > 0 then ${neighbour} else ${letter} end`;

  const possible: Readonly<Record<Edit, Sql>> = {
    insert: longest === undefined ? sql`${length} > 0` : sql`${length} > 0 and ${length} < ${whole(longest)}`,
    delete: sql`${length} > 1`,
    substitute: sql`${length} > 0 and ${key} > 0`,
    transpose: sql`${place} < ${length} and ${dialect.position(next, letter)} = 0`,
  };
  const drawn = kinds.map(
    (edit) => sql`when ${kind} = ${chosen(kinds, edit)} and ${possible[edit]} then ${chosen(edits, edit)}`,
  );
  const instead = fallbacks.filter((edit) => kinds.includes(edit));
  const otherwise = instead.map((edit) => sql`when ${possible[edit]} then ${chosen(edits, edit)}`);
  const edit = context.bind(sql`case ${join([...drawn, ...otherwise], sql` `)} else -1 end`);

  const until = (last: Sql) => dialect.substring(text, whole(1), last);
  const since = (first: Sql) => dialect.substring(text, first, length);
  const results: Readonly<Record<Edit, readonly Sql[]>> = {
    insert: [until(place), slip, since(sql`${place} + 1`)],
    delete: [until(sql`${place} - 1`), since(sql`${place} + 1`)],
    substitute: [until(sql`${place} - 1`), slip, since(sql`${place} + 1`)],
    transpose: [until(sql`${place} - 1`), next, letter, since(sql`${place} + 2`)],
  };
  const cases = kinds.map((each) => sql`when ${chosen(edits, each)} then ${dialect.concat(results[each])}`);
  return sql`case ${edit} ${join(cases, sql` `)} else ${text} end`;
}

function purpose(number: number): string {
  return number === 1 ? 'value' : `value.${number}`;
}
