import { Type } from '@sinclair/typebox';
import { choice } from '../../../anomaly/parameters.ts';
import type { Sql } from '../../../model/sql.ts';
import { sql } from '../../../sql/sql.ts';
import { decisionTree } from '../../compile/decision-tree.ts';
import { parameters } from '../../parameters.ts';
import { cardNetworks, cardRanges, type CardNetwork } from '../../semantic/card-networks.ts';
import { luhnDigit } from '../../semantic/luhn.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

const networks = Object.keys(cardNetworks) as CardNetwork[];

export default defineType({
  id: 'credit_card',
  category: 'business',
  description: 'Numbers of payment cards with valid check digits. They are random: some of them may be in use.',
  examples: ['4539148803436467', '5500-0055-5555-5559'],
  parameters: parameters({
    networks: Type.Array(choice(networks, { description: 'A network of cards.' }), {
      minItems: 1,
      uniqueItems: true,
      default: ['visa', 'mastercard', 'american_express'],
      description: `Whose cards, each as likely: ${networks.join(', ')}.`,
    }),
    separator: choice(['', ' ', '-'], {
      default: '',
      description: 'What stands between the groups of digits.',
    }),
  }),
  isOrdered: false,
  sqlType: () => 'VARCHAR',
  loadType: ({ with: { separator } }) => ({ type: 'text', length: 16 + 3 * separator.length }),
  space: ({ with: { networks: wanted } }) => wanted.flatMap(cardRanges).reduce((sum, { count }) => sum + count, 0n),
  nth(context, n) {
    const number = context.let(n);
    let start = 0n;
    const bounds: Sql[] = [];
    const leaves = context.with.networks.flatMap(cardRanges).map(({ first, count }) => {
      const leaf = sql`${number} + ${first - start}::bigint`;
      start += count;
      bounds.push(sql`${start}::bigint`);
      return leaf;
    });
    return written(context, decisionTree(number, bounds.slice(0, -1), leaves));
  },
  random(context) {
    const { networks: wanted } = context.with;
    const [which, bits] = [context.let(context.below(wanted.length, 'network')), context.let(context.bits('number'))];
    const leaves = wanted.map((network) => withinRanges(bits, network));
    return written(
      context,
      decisionTree(
        which,
        leaves.slice(1).map((_, index) => sql`${index + 1}`),
        leaves,
      ),
    );
  },
});

/** A number of a network without its check digit. */
function withinRanges(bits: Sql, network: CardNetwork): Sql {
  const ranges = cardRanges(network);
  const total = ranges.reduce((sum, { count }) => sum + count, 0n);
  const place = sql`(${bits} % ${total}::ubigint)::bigint`;
  let start = 0n;
  const bounds: Sql[] = [];
  const leaves = ranges.map(({ first, count }) => {
    const leaf = sql`${place} + ${first - start}::bigint`;
    start += count;
    bounds.push(sql`${start}::bigint`);
    return leaf;
  });
  return decisionTree(place, bounds.slice(0, -1), leaves);
}

function written(
  context: ValueContext<{ readonly networks: readonly CardNetwork[]; readonly separator: string }>,
  number: Sql,
): Sql {
  const { networks: wanted, separator } = context.with;
  const payload = context.let(number);
  const text = context.let(sql`concat(${payload}, ${luhnDigit(payload, context.let)})`);
  if (separator === '') return text;
  const lengths = [...new Set(wanted.map((network) => cardNetworks[network].digits))].toSorted((a, b) => a - b);
  return decisionTree(
    sql`length(${text})`,
    lengths.slice(1).map((length) => sql`${length}`),
    lengths.map((length) => grouped(text, length === 16 ? [4, 4, 4, 4] : [4, 6, length - 10], separator)),
  );
}

function grouped(text: Sql, sizes: readonly number[], separator: string): Sql {
  let start = 1;
  const groups = sizes.map((size) => {
    const group = sql`substr(${text}, ${start}, ${size})`;
    start += size;
    return group;
  });
  return groups.reduce((left, right) => sql`${left} || ${separator} || ${right}`);
}
