import type { Exchange } from '../model/anomaly.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import { column, join, name, raw, sql } from '../sql/sql.ts';
import type { CompiledStep } from './compiled-step.ts';
import { coefficients, drawSql } from './draw.ts';
import { exchangeOf, type ExchangeAnomaly } from './exchange-of.ts';
import { internal, internalColumn } from './internal.ts';
import { pairedRows } from './paired-rows.ts';
import { rowContext, tieBreak } from './row-context.ts';
import type { Ranking } from './selection.ts';

/** Rows that can take part in an exchange: those with a value, unless the anomaly says more; of pairs those with two values. */
export function sharingRows(dialect: Dialect, compiled: CompiledStep, rows: Sql): Sql {
  const { anomaly, subject } = compiled;
  if (exchangeOf(anomaly)?.within === 'pair') return pairedRows(dialect, compiled, rows);
  const context = rowContext(dialect, compiled, [], false);
  const takesPart = anomaly.effect === 'update' ? anomaly.differs?.(context) : undefined;
  return sql`(select t.* from ${rows} t where ${takesPart ?? sql`${column('t', subject!.name)} is not null`})`;
}

/** Chosen rows with the value that each takes from its partner, where that is another one than its own. */
export function exchangedRows(
  dialect: Dialect,
  compiled: CompiledStep & { readonly anomaly: ExchangeAnomaly },
  chosen: Sql,
  ranking: Ranking,
): Sql {
  const { anomaly } = compiled;
  const { exchange } = anomaly;
  const subject = compiled.subject!;
  const own = column('t', subject.name);
  const takers =
    exchange.from === 'next'
      ? withNext(dialect, compiled, exchange, chosen)
      : withSpare(dialect, compiled, chosen, ranking);
  const after = dialect.cast(anomaly.after(rowContext(dialect, compiled, [], false)), subject.storage);
  return sql`(select t.* from (select t.*, ${after} as ${name(internal.after)} from ${takers} t ${dialect.fence}) t
    where not ${dialect.same(own, internalColumn('after'), subject)})`;
}

/** Each row takes the value of the next one in a drawn order, the last one that of the first. */
function withNext(dialect: Dialect, compiled: CompiledStep, exchange: Exchange, chosen: Sql): Sql {
  const own = column('t', compiled.subject!.name);
  const draw = drawSql(dialect, internalColumn('kappa'), coefficients(compiled.seed, compiled.step.id, 'exchange'));
  const group = groupOf(dialect, compiled, exchange);
  const rows =
    group === undefined
      ? chosen
      : sql`(select t.*, ${group} as ${name(internal.within)} from ${chosen} t ${dialect.fence})`;
  const partition = group === undefined ? sql`` : sql`partition by ${internalColumn('within')}`;
  const inOrder = sql`${partition} order by ${join([draw, ...tieBreak(compiled)])}`;
  const isLast = sql`row_number() over (${inOrder}) = count(*) over (${partition})`;
  const partner = sql`case when ${isLast} then first_value(${own}) over (${inOrder}) else lead(${own}) over (${inOrder}) end`;
  return sql`(select t.*, ${partner} as ${name(internal.partner)} from ${rows} t)`;
}

/** The first half of the rows, or of those of each occurrence, takes the values of the second half, which keeps its own. */
function withSpare(dialect: Dialect, { frozen, subject }: CompiledStep, chosen: Sql, ranking: Ranking): Sql {
  const { quotas, participants } = frozen;
  // A plain literal: not every engine takes an offset of 64 bits.
  const takers = raw(String(participants! / 2));
  const order = quotas?.length
    ? [keeps(dialect, quotas), internalColumn('occurrence'), ...ranking.order]
    : ranking.order;
  const inOrder = sql`order by ${join(order)}`;
  const partner = sql`lead(${column('t', subject!.name)}, ${takers}) over (${inOrder})`;
  const place = sql`row_number() over (${inOrder})`;
  return sql`(select t.* from (select t.*, ${partner} as ${name(internal.partner)}, ${place} as ${name(internal.place)}
    from ${chosen} t) t where ${internalColumn('place')} <= ${takers})`;
}

/** 1 for rows of the second half of their occurrence, by their number in it. */
function keeps(dialect: Dialect, quotas: readonly number[]): Sql {
  const halves = quotas.map(
    (quota, index) => sql`when ${dialect.integer(index + 1)} then ${dialect.integer(quota / 2)}`,
  );
  const half = sql`case ${internalColumn('occurrence')} ${join(halves, sql` `)} end`;
  return sql`case when ${internalColumn('number')} > ${half} then 1 else 0 end`;
}

function groupOf(dialect: Dialect, { time, step }: CompiledStep, { within }: Exchange): Sql | undefined {
  if (within === 'group' || within === 'pair') return internalColumn('group');
  if (within !== 'bucket' || time === undefined) return undefined;
  return dialect.bucketStart(column('t', time.name), step.bucket, time);
}
