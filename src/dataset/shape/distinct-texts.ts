import type { Repeat, Shape } from './shape.ts';

/** Sets of positions that are looked at. */
const mostStates = 5000;
const mostPositions = 1500;

/**
 * How many different texts a shape has, whatever the ways in which each can be made; undefined where it is too large to
 * tell. The positions of its characters are the states of an automaton (Glushkov, "The abstract theory of automata",
 * 1961), which is made deterministic, so that each text has one path.
 */
export function distinctTexts(shape: Shape): bigint | undefined {
  const positions: Position[] = [];
  const whole = fragment(shape, positions);
  if (whole === undefined) return undefined;
  const last = new Set(whole.last);
  const known = new Map<string, bigint>();
  const count = (state: readonly number[], isText: boolean): bigint | undefined => {
    const key = state.join();
    const found = known.get(key);
    if (found !== undefined) return found + (isText ? 1n : 0n);
    if (known.size > mostStates) return undefined;
    let sum = 0n;
    for (const { next, letters } of nextStates(state, positions)) {
      const follow = [...new Set(next.flatMap((each) => [...positions[each]!.follow]))].toSorted((a, b) => a - b);
      const rest = count(
        follow,
        next.some((each) => last.has(each)),
      );
      if (rest === undefined) return undefined;
      sum += rest * BigInt(letters);
    }
    known.set(key, sum);
    return sum + (isText ? 1n : 0n);
  };
  return count(
    [...whole.first].toSorted((a, b) => a - b),
    whole.isNullable,
  );
}

/** A character's place in the shape, with the places that may follow it. */
interface Position {
  readonly letters: readonly string[];
  readonly follow: Set<number>;
}

interface Fragment {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly isNullable: boolean;
}

const empty: Fragment = { first: [], last: [], isNullable: true };

function fragment(shape: Shape, positions: Position[]): Fragment | undefined {
  if (positions.length > mostPositions) return undefined;
  switch (shape.kind) {
    case 'characters': {
      positions.push({ letters: shape.characters, follow: new Set() });
      return { first: [positions.length - 1], last: [positions.length - 1], isNullable: false };
    }
    case 'row':
      return inRow(shape.parts, positions);
    case 'choice': {
      const options = shape.options.map((option) => fragment(option, positions));
      return options.reduce((left, right) => left && right && beside(left, right), { ...empty, isNullable: false });
    }
    case 'repeat':
      return fragment(nested(shape), positions);
  }
}

/** `a{1,3}` as `a(a(a)?)?`, which has the same texts. */
function nested({ part, least, most }: Repeat): Shape {
  let rest: Shape = { kind: 'row', parts: [] };
  for (let times = most; times > least; times -= 1)
    rest = {
      kind: 'choice',
      options: [
        { kind: 'row', parts: [] },
        { kind: 'row', parts: [part, rest] },
      ],
    };
  return { kind: 'row', parts: [...Array.from({ length: least }, () => part), rest] };
}

function inRow(parts: readonly Shape[], positions: Position[]): Fragment | undefined {
  let row = empty;
  for (const part of parts) {
    const next = fragment(part, positions);
    if (next === undefined) return undefined;
    for (const end of row.last) for (const start of next.first) positions[end]!.follow.add(start);
    row = {
      first: row.isNullable ? [...row.first, ...next.first] : row.first,
      last: next.isNullable ? [...row.last, ...next.last] : next.last,
      isNullable: row.isNullable && next.isNullable,
    };
  }
  return row;
}

function beside(left: Fragment, right: Fragment): Fragment {
  return {
    first: [...left.first, ...right.first],
    last: [...left.last, ...right.last],
    isNullable: left.isNullable || right.isNullable,
  };
}

/** Sets of positions that a character leads to, each with the number of characters that lead there. */
function nextStates(state: readonly number[], positions: readonly Position[]) {
  const byLetter = new Map<string, number[]>();
  for (const position of state)
    for (const letter of positions[position]!.letters) {
      const known = byLetter.get(letter);
      if (known === undefined) byLetter.set(letter, [position]);
      else known.push(position);
    }
  const groups = Map.groupBy(byLetter.values(), (next) => next.join());
  return [...groups.values()].map((group) => ({ next: group[0]!, letters: group.length }));
}
