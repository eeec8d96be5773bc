import type { RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { join, sql } from '../sql/sql.ts';

/** One of several things that may become of a value. */
export interface Variant {
  /** Where it can be made of the value. */
  readonly isPossible: Sql;
  readonly value: Sql;
}

/**
 * The variant that is drawn, each as likely; where it is impossible, the first one that is possible.
 * @param otherwise what stands where none is
 * @param purpose of the draw
 */
export function drawnVariant(
  context: RowContext,
  variants: readonly Variant[],
  otherwise: Sql,
  purpose = 'value',
): Sql {
  const { dialect } = context;
  const number = (variant: Variant) => dialect.integer(variants.indexOf(variant));
  const drawn = context.bind(context.draw(purpose, variants.length));
  const wanted = variants.map(
    (each) => sql`when ${drawn} = ${number(each)} and (${each.isPossible}) then ${number(each)}`,
  );
  const instead = variants.map((each) => sql`when ${each.isPossible} then ${number(each)}`);
  const chosen = context.bind(sql`case ${join([...wanted, ...instead], sql` `)} else -1 end`);
  const values = variants.map((each) => sql`when ${number(each)} then ${each.value}`);
  return sql`case ${chosen} ${join(values, sql` `)} else ${otherwise} end`;
}
