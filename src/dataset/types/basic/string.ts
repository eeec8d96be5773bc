import { Type } from '@sinclair/typebox';
import type { Sql } from '../../../model/sql.ts';
import { sql } from '../../../sql/sql.ts';
import { digitsOf, randomText } from '../../alphabet.ts';
import { wholeDistribution, type Distribution } from '../../distribution/distribution.ts';
import { lengthOf, lengthProblems } from '../../distribution/length.ts';
import { parameters } from '../../parameters.ts';
import { longestOf } from '../../shape/shape.ts';
import { nthShape } from '../../shape/nth-shape.ts';
import { randomShape } from '../../shape/random-shape.ts';
import { readShape, shapeProblem, tellable, type ShapeParameters } from '../../shape/string-shape.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

const bounds = { minimum: 0, maximum: 10_000 };

export default defineType({
  id: 'string',
  category: 'basic',
  description: 'Random characters of an alphabet, or texts of a pattern or a regular expression.',
  examples: ['k3vqm0atz1', 'INV-2041-xk'],
  parameters: parameters({
    length: Type.Optional(
      Type.Integer({ ...bounds, description: 'Characters of every string; instead of min and max.' }),
    ),
    min: Type.Integer({ ...bounds, default: 8, description: 'Characters of the shortest string.' }),
    max: Type.Integer({ ...bounds, default: 16, description: 'Characters of the longest string.' }),
    lengths: wholeDistribution,
    alphabet: Type.String({
      minLength: 1,
      maxLength: 1000,
      default: '0123456789abcdefghijklmnopqrstuvwxyz',
      description: 'The characters, each as likely as any other. The default one is the quickest.',
    }),
    pattern: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1000,
        description:
          'Instead of length and alphabet: `A` is an upper-case letter, `a` a lower-case one, `0` a digit, `#` a letter or digit; all else, and what a backslash stands before, is itself.',
      }),
    ),
    regex: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1000,
        description:
          'Instead of length and alphabet: a regular expression of characters, classes, groups, `|`, `?`, `{2,5}`, and `*` and `+`, which repeat 8 times at most. Each number of repetitions and each alternative is as likely as any other.',
      }),
    ),
  }),
  isOrdered: false,
  sqlType: () => 'VARCHAR',
  loadType: ({ with: parameters }) => ({ type: 'text', length: longest(parameters) }),
  space: ({ with: parameters }) => {
    const shape = readShape(parameters);
    if (shape !== undefined) return tellable(shape).count;
    return BigInt(alphabetOf(parameters).length) ** BigInt(uniqueDigits(parameters));
  },
  // Different numbers are different in their first characters, which all strings have.
  nth(context, n) {
    const shape = readShape(context.with);
    if (shape !== undefined) return nthShape(context, tellable(shape), context.let(n));
    const alphabet = alphabetOf(context.with);
    const digits = uniqueDigits(context.with);
    const head = digitsOf(context, n, digits, alphabet);
    if (longest(context.with) === digits) return head;
    return cut(context, sql`concat(${head}, ${randomText(context, longest(context.with) - digits, alphabet)})`);
  },
  random(context) {
    const shape = readShape(context.with);
    if (shape !== undefined) return randomShape(context, shape);
    return cut(context, randomText(context, longest(context.with), alphabetOf(context.with)));
  },
  problems({ with: parameters }) {
    const { pattern, regex, length } = parameters;
    if (pattern !== undefined && regex !== undefined)
      return [{ key: 'regex', message: 'pattern and regex stand side by side', hint: 'Keep one of the two.' }];
    if (length !== undefined && (pattern ?? regex) !== undefined)
      return [{ key: 'length', message: 'length stands beside a pattern', hint: 'Write the length into the pattern.' }];
    const problem = shapeProblem(parameters);
    if (problem !== undefined)
      return [
        { key: pattern === undefined ? 'regex' : 'pattern', message: problem, hint: 'Write it in a simpler way.' },
      ];
    if (shortest(parameters) > longest(parameters))
      return [
        { key: 'max', message: 'the longest string is shorter than the shortest', hint: 'Exchange min and max.' },
      ];
    return lengthProblems({ ...parameters, min: shortest(parameters), max: longest(parameters) });
  },
});

interface Parameters extends ShapeParameters {
  readonly lengths?: Distribution;
  readonly length?: number | undefined;
  readonly min: number;
  readonly max: number;
  readonly alphabet: string;
}

const mostSpace = 1n << 60n;

/** To its length, which is drawn where strings differ in theirs. */
function cut(context: ValueContext<Parameters & Readonly<Record<string, unknown>>>, text: Sql): Sql {
  const [least, most] = [shortest(context.with), longest(context.with)];
  return least === most
    ? text
    : sql`substr(${text}, 1, ${lengthOf(context, { ...context.with, min: least, max: most })})`;
}

/** How many characters tell unique strings apart: those of the shortest, as far as 60 bits go. */
function uniqueDigits(parameters: Parameters): number {
  const size = BigInt(alphabetOf(parameters).length);
  let digits = 0;
  let space = 1n;
  while (digits < shortest(parameters) && space * size <= mostSpace) {
    digits += 1;
    space *= size;
  }
  return digits;
}

function shortest(parameters: Parameters): number {
  if ((parameters.pattern ?? parameters.regex) !== undefined) return 0;
  return parameters.length ?? parameters.min;
}

function longest(parameters: Parameters): number {
  const shape = readShape(parameters);
  return shape === undefined ? (parameters.length ?? parameters.max) : longestOf(shape);
}

function alphabetOf({ alphabet }: Parameters): readonly string[] {
  return [...new Set(alphabet)];
}
