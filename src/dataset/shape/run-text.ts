import { createHash } from 'node:crypto';
import type { Sql } from '../../model/sql.ts';
import { join, sql } from '../../sql/sql.ts';
import type { LookupTable, ValueContext } from '../value-type.ts';

/** Neighbouring characters, each one of some: made together by one number below `count`. */
export interface Piece {
  readonly sets: readonly (readonly string[])[];
  readonly count: bigint;
}

/** Entries of a table of pieces at the most: it then stays in the nearest cache. */
const mostEntries = 4096n;
const mostFigures = 18;

/** Cuts characters into pieces that one look-up, or one numeral, makes. */
export function pieces(sets: readonly (readonly string[])[]): readonly Piece[] {
  const found: Piece[] = [];
  for (const set of sets) {
    const last = found.at(-1);
    const count = (last?.count ?? 0n) * BigInt(set.length);
    if (last !== undefined && canJoin(last, set, count)) found[found.length - 1] = { sets: [...last.sets, set], count };
    else found.push({ sets: [set], count: BigInt(set.length) });
  }
  return found;
}

function canJoin(last: Piece, set: readonly string[], count: bigint): boolean {
  if (count === 1n || (areFigures(last.sets) && isFigures(set))) return last.sets.length < mostFigures || count === 1n;
  // Figures and fixed texts are made without a table: they stay apart from what needs one.
  const isSimple = last.count === 1n || areFigures(last.sets) || set.length === 1 || isFigures(set);
  return !isSimple && count <= mostEntries;
}

/** The text of pieces. @param numbers one for each piece of more than one text: BIGINT below its count */
export function piecesText(context: ValueContext, found: readonly Piece[], numbers: readonly Sql[]): Sql {
  const places = found.map((piece, index) => ({ piece, number: numbers[index]! }));
  const texts = new Map<Piece, Sql>();
  const inTables = places.filter(({ piece }) => piece.sets.length > 1 && piece.count > 1n && !areFigures(piece.sets));
  for (const alike of Map.groupBy(inTables, ({ piece }) => tableOf(piece).name).values()) {
    const indexes = alike.map(({ number }) => number);
    const values = context.lookupAll(tableOf(alike[0]!.piece), indexes);
    for (const [index, { piece }] of alike.entries()) texts.set(piece, values[index]!('value'));
  }
  const all = places.map(({ piece, number }) => texts.get(piece) ?? simple(piece, number));
  if (all.length === 0) return sql`''`;
  return all.length === 1 ? all[0]! : sql`concat(${join(all)})`;
}

function simple({ sets, count }: Piece, number: Sql): Sql {
  if (count === 1n) return sql`${sets.map(([only]) => only!).join('')}`;
  // One character is cut out of a text sooner than looked up, and takes no memory.
  if (sets.length === 1) return sql`substr(${sets[0]!.join('')}, (${number})::integer + 1, 1)`;
  return sql`to_base(${number}, 10, ${sets.length})`;
}

function areFigures(sets: readonly (readonly string[])[]): boolean {
  return sets.every(isFigures);
}

function isFigures(set: readonly string[]): boolean {
  return set.join('') === '0123456789';
}

function tableOf({ sets }: Piece): LookupTable {
  const digest = createHash('sha256').update(JSON.stringify(sets)).digest('hex');
  return {
    name: `texts_${digest.slice(0, 16)}`,
    columns: { value: 'VARCHAR' },
    values: () => ({
      value: sets.reduce<readonly string[]>(
        (heads, set) => heads.flatMap((head) => set.map((each) => head + each)),
        [''],
      ),
    }),
  };
}
