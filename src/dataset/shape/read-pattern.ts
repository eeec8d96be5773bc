import { characters, figures, lower, upper, type Shape } from './shape.ts';

/**
 * Reads a pattern: `A` is an upper-case letter, `a` a lower-case one, `0` a digit, `#` a letter or digit, a backslash
 * makes the next character itself, as all others are.
 */
export function readPattern(pattern: string): Shape {
  const parts: Shape[] = [];
  const letters = [...pattern];
  for (let index = 0; index < letters.length; index += 1) {
    const isEscaped = letters[index] === '\\' && index + 1 < letters.length;
    if (isEscaped) index += 1;
    parts.push(characters((!isEscaped && symbols.get(letters[index]!)) || [letters[index]!]));
  }
  return { kind: 'row', parts };
}

const symbols: ReadonlyMap<string, readonly string[]> = new Map([
  ['A', upper],
  ['a', lower],
  ['0', figures],
  ['#', [...upper, ...lower, ...figures]],
]);
