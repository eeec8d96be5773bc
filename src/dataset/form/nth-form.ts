import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { decisionTree } from '../compile/decision-tree.ts';
import type { ValueContext } from '../value-type.ts';
import type { Alternative } from './alternatives.ts';
import { countOf, type Atom } from './atoms.ts';
import { concatenated, digitsText, lookedUp, type Place } from './form-sql.ts';

/** How many different texts some alternatives make together. */
export function spaceOf(alternatives: readonly Alternative[]): bigint {
  return alternatives.reduce((sum, { count }) => sum + count, 0n);
}

/**
 * The n-th of the different texts of some alternatives, those of the first one first. What the number does not decide is
 * drawn at random.
 * @param n BIGINT from 0, below `spaceOf` the alternatives
 */
export function nthOf(context: ValueContext, alternatives: readonly Alternative[], n: Sql): Sql {
  const number = context.let(sql`(${n})::bigint`);
  let start = 0n;
  const bounds: Sql[] = [];
  const parts = alternatives.map((alternative, index) => {
    const own = alternatives.length === 1 ? number : within(context, number, start, alternative.count);
    start += alternative.count;
    bounds.push(sql`${start}::bigint`);
    return partsOf(context, alternative, own, `nth.${index}`);
  });
  const values = lookedUp(
    context,
    parts.flat().flatMap((part) => ('list' in part ? [part] : [])),
  );
  const next = values.values();
  const texts = parts.map((row) => concatenated(row.map((part) => ('list' in part ? next.next().value! : part.text))));
  return decisionTree(number, bounds.slice(0, -1), texts);
}

/** The number among those of one alternative; 0 where it belongs to another one. */
function within(context: ValueContext, number: Sql, start: bigint, count: bigint): Sql {
  const own = sql`${number} - ${start}::bigint`;
  return context.let(
    sql`case when ${number} >= ${start}::bigint and ${number} < ${start + count}::bigint then ${own} else 0 end`,
  );
}

type Part = Place | { readonly text: Sql };

function partsOf(
  context: ValueContext,
  { atoms, decided, count }: Alternative,
  number: Sql,
  purpose: string,
): readonly Part[] {
  let below = count;
  return atoms.map((atom, index) => {
    if (atom.kind === 'text') return { text: sql`${atom.text}` };
    if (index >= decided) return partOf(atom, context.below(countOf(atom), `${purpose}.${index}`));
    below /= countOf(atom);
    const above = below === 1n ? number : sql`(${number} // ${below}::bigint)`;
    return partOf(atom, below * countOf(atom) === count ? above : sql`(${above} % ${countOf(atom)}::bigint)`);
  });
}

function partOf(atom: Exclude<Atom, { readonly kind: 'text' }>, index: Sql): Part {
  return atom.kind === 'list' ? { list: atom, index } : { text: digitsText(index, atom.count) };
}
