import type { Quantile, Survey } from '../model/anomaly.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import { column, name, sql } from '../sql/sql.ts';
import type { RowSource } from '../snapshot/row-source.ts';

/**
 * A survey in aggregates alone. Where the engine has none for quantiles, `source` is given a column with the
 * cumulative share of the values up to each: the quantile is the smallest value whose share reaches the fraction
 * (percentile_disc of SQL:2003).
 */
export function aggregatesOf(
  dialect: Dialect,
  survey: Survey,
  source: RowSource,
): { readonly aggregates: Readonly<Record<string, Sql>>; readonly source: RowSource } {
  const ranked: Sql[] = [];
  let rows = source;
  const shareOf = (value: Sql): Sql => {
    if (!ranked.includes(value)) {
      ranked.push(value);
      const share = sql`cume_dist() over (partition by case when ${value} is null then 1 else 0 end order by ${value})`;
      rows = sql`(select t.*, ${share} as ${name(`_fl_share${ranked.length}`)} from ${rows} t)`;
    }
    return column('t', `_fl_share${ranked.indexOf(value) + 1}`);
  };
  const aggregates = Object.entries(survey).map(([figure, aggregate]) => {
    if (!isQuantile(aggregate)) return [figure, aggregate] as const;
    const { quantile, of } = aggregate;
    if (dialect.quantile) return [figure, dialect.quantile(of, quantile)] as const;
    const reached = sql`${shareOf(of)} >= ${dialect.decimal(String(quantile))}`;
    return [figure, sql`min(case when ${reached} then ${of} end)`] as const;
  });
  return { aggregates: Object.fromEntries(aggregates), source: rows };
}

function isQuantile(aggregate: Sql | Quantile): aggregate is Quantile {
  return 'quantile' in aggregate;
}
