import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { digitsOf, randomText } from '../alphabet.ts';
import { decisionTree } from '../compile/decision-tree.ts';
import type { ValueContext } from '../value-type.ts';
import type { Planned, PlannedCopies, PlannedRepeat } from './planned-shape.ts';
import { piecesText } from './run-text.ts';
import { concatenated, partOf, someOf } from './side-by-side.ts';

/** The n-th of the texts of a shape that is laid out. What the number does not decide is drawn at random. @param n BIGINT below its count */
export function nthShape(context: ValueContext, shape: Planned, n: Sql, path = 'shape'): Sql {
  switch (shape.kind) {
    case 'run':
      return nthRun(context, shape, n, path);
    case 'repeat':
      return nthRepeat(context, shape, n, path);
    case 'copies':
      return nthCopies(context, shape, n, path);
    case 'row': {
      let below = shape.count;
      return concatenated(
        shape.parts.map((part, index) => {
          below /= part.count;
          return nthShape(context, part, context.let(digit(n, below, part.count, shape.count)), `${path}.${index}`);
        }),
      );
    }
    case 'choice': {
      let start = 0n;
      const bounds: Sql[] = [];
      const texts = shape.options.map((option, index) => {
        const own = sql`${n} - ${start}::bigint`;
        if (index > 0) bounds.push(sql`${start}::bigint`);
        start += option.count;
        const kept = context.let(sql`least(greatest(${own}, 0), ${option.count - 1n}::bigint)`);
        return nthShape(context, option, kept, `${path}.${index}`);
      });
      return decisionTree(n, bounds, texts);
    }
  }
}

function nthRepeat(context: ValueContext, shape: PlannedRepeat, n: Sql, path: string): Sql {
  const { characters, least, most, digits } = shape;
  const drawing = partOf(context, path);
  if (digits !== undefined) {
    const head = digitsOf(context, n, digits, characters);
    if (digits === most) return head;
    const text = sql`concat(${head}, ${randomText(drawing, most - digits, characters)})`;
    return least === most
      ? text
      : sql`substr(${text}, 1, ${least} + ${context.below(most - least + 1, `${path}.times`)})`;
  }
  const { start, times } = byLength(context, n, BigInt(characters.length), shape);
  const number = context.let(sql`${n} - ${start}`);
  const numeral =
    characters.length === 1 ? sql`${characters[0]!.repeat(most)}` : digitsOf(context, number, most, characters);
  return least === most ? numeral : sql`right(${numeral}, (${times} + ${least})::integer)`;
}

function nthCopies(context: ValueContext, shape: PlannedCopies, n: Sql, path: string): Sql {
  const { part, least, most, digits } = shape;
  const copy = (number: Sql, index: number) =>
    context.let(nthShape(context, part, context.let(number), `${path}.${index}`));
  const powers = Array.from({ length: most + 1 }, (_, index) => part.count ** BigInt(index));
  if (digits !== undefined) {
    const copies = Array.from({ length: most }, (_, index) => {
      const number = digit(n, powers[digits - 1 - index] ?? 1n, part.count, powers[digits]!);
      return copy(index < digits ? number : context.below(part.count, `${path}.${index}.number`), index);
    });
    const times = least === most ? sql`0` : context.let(context.below(most - least + 1, `${path}.times`));
    return someOf(times, least, most, (count) => copies.slice(0, count));
  }
  const { start, times } = byLength(context, n, part.count, shape);
  const number = context.let(sql`${n} - ${start}`);
  const copies = powers
    .slice(0, most)
    .map((power, index) => copy(digit(number, power, part.count, powers[most]!), index));
  return someOf(times, least, most, (count) => copies.slice(0, count).toReversed());
}

/** Where the texts of a number's length begin, and how many times more than the least that length is. */
function byLength(context: ValueContext, n: Sql, size: bigint, { least, most }: Pick<PlannedCopies, 'least' | 'most'>) {
  const starts = [0n];
  for (let length = least; length < most; length += 1) starts.push(starts.at(-1)! + size ** BigInt(length));
  const bounds = starts.slice(1).map((start) => sql`${start}::bigint`);
  return {
    start: context.let(
      decisionTree(
        n,
        bounds,
        starts.map((start) => sql`${start}::bigint`),
      ),
    ),
    times: context.let(
      decisionTree(
        n,
        bounds,
        starts.map((_, index) => sql`${index}`),
      ),
    ),
  };
}

function nthRun(context: ValueContext, shape: Extract<Planned, { kind: 'run' }>, n: Sql, path: string): Sql {
  let below = shape.count;
  const numbers = shape.pieces.map((piece, index) => {
    if (index >= shape.decided) return context.below(piece.count, `${path}.${index}`);
    below /= piece.count;
    return digit(n, below, piece.count, shape.count);
  });
  return piecesText(context, shape.pieces, numbers);
}

/** The digit of a number that counts `below`, of `count` values. */
function digit(n: Sql, below: bigint, count: bigint, whole: bigint): Sql {
  const above = below === 1n ? n : sql`(${n} // ${below}::bigint)`;
  return below * count === whole ? above : sql`(${above} % ${count}::bigint)`;
}
