import { Type } from '@sinclair/typebox';
import type { Sql } from '../../../model/sql.ts';
import { sql } from '../../../sql/sql.ts';
import { digitsOf, randomText } from '../../alphabet.ts';
import { parameters } from '../../parameters.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

const lengths = { minimum: 0, maximum: 10_000 };

export default defineType({
  id: 'string',
  category: 'basic',
  description: 'Random characters of an alphabet.',
  examples: ['k3vqm0atz1', 'b7lw99ax'],
  parameters: parameters({
    length: Type.Optional(
      Type.Integer({ ...lengths, description: 'Characters of every string; instead of min and max.' }),
    ),
    min: Type.Integer({ ...lengths, default: 8, description: 'Characters of the shortest string.' }),
    max: Type.Integer({ ...lengths, default: 16, description: 'Characters of the longest string.' }),
    alphabet: Type.String({
      minLength: 1,
      maxLength: 1000,
      default: '0123456789abcdefghijklmnopqrstuvwxyz',
      description: 'The characters, each as likely as any other. The default one is the quickest.',
    }),
  }),
  isOrdered: false,
  sqlType: () => 'VARCHAR',
  loadType: ({ with: parameters }) => ({ type: 'text', length: longest(parameters) }),
  space: ({ with: parameters }) => BigInt(alphabetOf(parameters).length) ** BigInt(uniqueDigits(parameters)),
  // Different numbers are different in their first characters, which all strings have.
  nth(context, n) {
    const alphabet = alphabetOf(context.with);
    const digits = uniqueDigits(context.with);
    const head = digitsOf(context, n, digits, alphabet);
    if (longest(context.with) === digits) return head;
    return cut(context, sql`concat(${head}, ${randomText(context, longest(context.with) - digits, alphabet)})`);
  },
  random: (context) => cut(context, randomText(context, longest(context.with), alphabetOf(context.with))),
  problems: ({ with: parameters }) =>
    shortest(parameters) > longest(parameters)
      ? [{ key: 'max', message: 'the longest string is shorter than the shortest', hint: 'Exchange min and max.' }]
      : [],
});

interface Parameters {
  readonly length?: number | undefined;
  readonly min: number;
  readonly max: number;
  readonly alphabet: string;
}

const mostSpace = 1n << 60n;

/** To its length, which is drawn where strings differ in theirs. */
function cut(context: ValueContext<Parameters>, text: Sql): Sql {
  const [least, most] = [shortest(context.with), longest(context.with)];
  return least === most ? text : sql`substr(${text}, 1, ${least} + ${context.below(most - least + 1, 'length')})`;
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

function shortest({ length, min }: Parameters): number {
  return length ?? min;
}

function longest({ length, max }: Parameters): number {
  return length ?? max;
}

function alphabetOf({ alphabet }: Parameters): readonly string[] {
  return [...new Set(alphabet)];
}
