import type { Dialect } from '../model/dialect.ts';
import type { Row } from '../model/engine.ts';
import type { MetricValues } from '../model/plan.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { sql } from '../sql/sql.ts';

const numeric: readonly Column['kind'][] = ['integer', 'decimal', 'float'];
const ordered: readonly Column['kind'][] = [...numeric, 'text', 'date', 'timestamp', 'timestamptz'];
const comparable: readonly Column['kind'][] = [...ordered, 'boolean', 'uuid', 'enum'];

/** Figures that `metricsOf` gives, in its order. */
export const metricOrder = ['rows', 'nulls', 'distinct', 'mean', 'sd', 'min', 'max', 'sum', 'freshness'] as const;

export interface MetricInput {
  /** The subject's value; undefined for steps of whole rows. */
  readonly subject: { readonly value: Sql; readonly column: Column } | undefined;
  readonly time: { readonly value: Sql; readonly column: Column } | undefined;
  /** Whether the row is there, as a condition. */
  readonly isThere: Sql;
}

/** Aggregates of the rows that are there, each as text, in `metricOrder`; what does not suit the subject is NULL. */
export function metricsOf(dialect: Dialect, { subject, time, isThere }: MetricInput): readonly Sql[] {
  const text = (value: Sql) => dialect.cast(value, dialect.ledgerTypes.text);
  const none = text(sql`null`);
  const when = (value: Sql) => sql`case when ${isThere} then ${value} end`;
  const of = (kinds: readonly Column['kind'][], aggregate: (value: Sql, column: Column) => Sql) =>
    subject && kinds.includes(subject.column.kind) ? aggregate(when(subject.value), subject.column) : none;
  return [
    text(dialect.countIf(isThere)),
    subject ? text(dialect.countIf(sql`${isThere} and ${subject.value} is null`)) : none,
    of(comparable, (value, column) => text(sql`count(distinct ${dialect.bytewise(value, column)})`)),
    of(numeric, (value, column) => text(dialect.mean(value, column))),
    of(numeric, (value) => text(dialect.deviation(value))),
    of(ordered, (value, column) => dialect.text(sql`min(${dialect.bytewise(value, column)})`, column)),
    of(ordered, (value, column) => dialect.text(sql`max(${dialect.bytewise(value, column)})`, column)),
    of(numeric, (value, column) => text(dialect.total(value, column))),
    time ? dialect.text(sql`max(${when(time.value)})`, time.column) : none,
  ];
}

/** Reads what `metricsOf` selected as columns `v<from + 1> …`. */
export function readMetrics(row: Row | undefined, from: number): MetricValues {
  const value = (figure: (typeof metricOrder)[number]) => {
    const found = row?.[`v${from + 1 + metricOrder.indexOf(figure)}`];
    return found === null || found === undefined ? null : String(found);
  };
  return {
    rows: Number(value('rows') ?? 0),
    nulls: Number(value('nulls') ?? 0),
    distinct: value('distinct') === null ? null : Number(value('distinct')),
    mean: value('mean'),
    sd: value('sd'),
    min: value('min'),
    max: value('max'),
    sum: value('sum'),
    freshness: value('freshness'),
  };
}
