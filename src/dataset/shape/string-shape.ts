import { distinctTexts } from './distinct-texts.ts';
import { mostTexts, planned, type Planned } from './planned-shape.ts';
import { readPattern } from './read-pattern.ts';
import { readRegex, RegexError } from './read-regex.ts';
import { sizeOf, waysOf, type Shape } from './shape.ts';

/** What texts look like, one of the two. */
export interface ShapeParameters {
  readonly pattern?: string;
  readonly regex?: string;
}

/** The shape of texts; undefined where neither is given. @throws RegexError */
export function readShape({ pattern, regex }: ShapeParameters): Shape | undefined {
  if (pattern !== undefined) return readPattern(pattern);
  return regex === undefined ? undefined : readRegex(regex);
}

/** Characters that a statement makes for every row, whether it needs them or not. */
const mostCharacters = 100;

/** Why a shape cannot be made. */
export function shapeProblem(parameters: ShapeParameters): string | undefined {
  try {
    const shape = readShape(parameters);
    if (shape !== undefined && sizeOf(shape) > mostCharacters)
      return `it comes to more than ${mostCharacters} characters, repetitions counted`;
    return undefined;
  } catch (error) {
    if (error instanceof RegexError) return error.message;
    throw error;
  }
}

/**
 * The texts that can be told apart by a number: all of them, or as many as 60 bits can. Where a text can be made in two
 * ways, as `ab` by `(a|ab)b?`, those of one way through the expression only.
 */
export function tellable(shape: Shape): Planned {
  const isOneWay = distinctTexts(shape) !== waysOf(shape);
  return planned(shape, mostTexts, isOneWay);
}
