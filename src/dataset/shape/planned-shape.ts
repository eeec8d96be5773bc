import { pieces, type Piece } from './run-text.ts';
import type { Repeat, Shape } from './shape.ts';

/** A shape laid out for SQL. `count` is how many of its texts a number tells apart; what it does not decide is drawn. */
export type Planned =
  /** Pieces of text; the first `decided` of them are decided by the number. */
  | { readonly kind: 'run'; readonly pieces: readonly Piece[]; readonly decided: number; readonly count: bigint }
  | PlannedRepeat
  | PlannedCopies
  | { readonly kind: 'row'; readonly parts: readonly Planned[]; readonly count: bigint }
  | { readonly kind: 'choice'; readonly options: readonly Planned[]; readonly count: bigint };

/**
 * Characters of one set, from `least` to `most` of them. All are decided by the number, their length too, where
 * `digits` is undefined; else the first `digits` ones.
 */
export interface PlannedRepeat {
  readonly kind: 'repeat';
  readonly characters: readonly string[];
  readonly least: number;
  readonly most: number;
  readonly digits: number | undefined;
  readonly count: bigint;
}

/** As `PlannedRepeat`, of a shape of more than one character: `digits` are copies. */
export interface PlannedCopies extends Omit<PlannedRepeat, 'kind' | 'characters'> {
  readonly kind: 'copies';
  readonly part: Planned;
}

/** Numbers of different texts go up to this one; there is room for arithmetic above it in 64 bits. */
export const mostTexts = 1n << 60n;

/**
 * Lays a shape out.
 * @param most texts that the number may tell apart
 * @param isOneWay whether only the option with the most texts of each choice is kept, so that no text is made in two ways
 */
export function planned(shape: Shape, most: bigint, isOneWay: boolean): Planned {
  switch (shape.kind) {
    case 'characters':
      return run([shape.characters], most);
    case 'row':
      return row(shape.parts, most, isOneWay);
    case 'choice':
      return choice(shape.options, most, isOneWay);
    case 'repeat':
      return repeat(shape, most, isOneWay);
  }
}

function run(sets: readonly (readonly string[])[], most: bigint): Planned {
  const found = pieces(sets);
  let [count, decided] = [1n, 0];
  while (decided < found.length && count * found[decided]!.count <= most) count *= found[decided++]!.count;
  return { kind: 'run', pieces: found, decided, count };
}

function repeat({ part, least, most }: Repeat, mostCount: bigint, isOneWay: boolean): Planned {
  const of =
    part.kind === 'characters'
      ? ({ kind: 'repeat', characters: part.characters } as const)
      : ({ kind: 'copies', part: planned(part, mostCount, isOneWay) } as const);
  const size = of.kind === 'repeat' ? BigInt(of.characters.length) : of.part.count;
  const lengths = Array.from({ length: most - least + 1 }, (_, more) => size ** BigInt(least + more));
  const sum = lengths.reduce((left, right) => left + right, 0n);
  if (sum <= mostCount && !isOneWay) return { ...of, least, most, digits: undefined, count: sum };
  let digits = 0;
  while (size > 1n && digits < most && size ** BigInt(digits + 1) <= mostCount) digits += 1;
  return { ...of, least: isOneWay ? most : Math.max(least, digits), most, digits, count: size ** BigInt(digits) };
}

function row(parts: readonly Shape[], most: bigint, isOneWay: boolean): Planned {
  const found: Planned[] = [];
  let count = 1n;
  for (const part of neighbours(parts)) {
    const next = Array.isArray(part)
      ? run(part as readonly (readonly string[])[], most / count)
      : planned(part as Shape, most / count, isOneWay);
    count *= next.count;
    found.push(next);
  }
  return found.length === 1 ? found[0]! : { kind: 'row', parts: found, count };
}

/** Rows of rows as one, neighbouring characters together. */
function neighbours(parts: readonly Shape[]): readonly (Shape | readonly (readonly string[])[])[] {
  const found: (Shape | (readonly string[])[])[] = [];
  for (const part of parts.flatMap(flattened)) {
    const last = found.at(-1);
    if (part.kind !== 'characters') found.push(part);
    else if (Array.isArray(last)) last.push(part.characters);
    else found.push([part.characters]);
  }
  return found;
}

function flattened(shape: Shape): readonly Shape[] {
  return shape.kind === 'row' ? shape.parts.flatMap(flattened) : [shape];
}

function choice(shapes: readonly Shape[], most: bigint, isOneWay: boolean): Planned {
  const whole = shapes.map((shape) => planned(shape, most, isOneWay));
  if (isOneWay) return whole.reduce((best, each) => (each.count > best.count ? each : best));
  const sum = whole.reduce((total, { count }) => total + count, 0n);
  if (sum <= most) return { kind: 'choice', options: whole, count: sum };
  const each = most / BigInt(shapes.length);
  const options = shapes.map((shape) => planned(shape, each > 0n ? each : 1n, isOneWay));
  return { kind: 'choice', options, count: options.reduce((total, { count }) => total + count, 0n) };
}
