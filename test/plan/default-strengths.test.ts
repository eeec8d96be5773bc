import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { duckdb, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';

const now = new Date('2026-11-20T09:00:00Z');

/** 90 days of some 600 orders each, more on working days: noise, and no trend. */
async function loadOrders(connection: Connection): Promise<void> {
  await run(
    connection,
    `create table orders as
      select row_number() over (order by d, i) as id, d + to_seconds(cast(hash(d, i) % 86400 as integer)) as ordered_at, cast(20 + hash(i, d, 1) % 5000 / 100 as decimal(12, 2)) as amount,
        1 + hash(i, d, 2) % 5 as quantity, ['new', 'paid', 'sent', 'done'][cast(hash(i, d, 3) % 4 + 1 as integer)] as status, 'user' || hash(i, d, 4) % 9000 || '@example.org' as email
      from (select timestamp '2026-08-22' + to_days(cast(n as integer)) as d, 560 + hash(n) % 80 + case when n % 7 < 5 then 30 else 0 end as orders from range(90) r(n)) days,
        range(700) o(i)
      where i < orders`,
    'alter table orders add primary key (id)',
    'alter table orders alter ordered_at type timestamp',
  );
}

/** Anomalies with all their defaults, and a monitor that is named for each in its entry. */
const steps = [
  ['volume-drop', 'volume'],
  ['volume-spike', 'volume'],
  ['empty-load', 'volume'],
  ['replayed-batch', 'volume'],
  ['truncated-load', 'volume'],
  ['stale-table', 'freshness'],
  ['missing-segment, column: status', 'volume'],
  ['timezone-shift, column: ordered_at', 'volume change'],
  ['null-spike, column: email', 'null percent'],
  ['zero-spike, column: amount', 'distribution'],
  ['outlier, column: amount', 'maximum'],
  ['gaussian-noise, column: amount', 'maximum'],
  ['wrong-unit, column: amount', 'average'],
  ['sign-flip, column: amount', 'minimum'],
  ['out-of-range, column: amount', 'maximum'],
  ['stuck-value, column: amount', 'standard deviation'],
  ['distribution-shift, column: amount', 'distribution'],
  ['variance-change, column: amount', 'standard deviation'],
  ['disguised-missing, column: amount', 'minimum'],
  ['novel-category, column: status', 'distinct'],
  ['metric-spike, column: amount', 'average'],
  ['metric-dip, column: amount', 'average'],
  ['metric-spike, measure: {aggregate: count}', 'volume'],
  ['level-shift, column: amount', 'average'],
  ['gradual-drift, column: amount', 'distribution'],
  ['seasonal-event, column: amount', 'average'],
  ['outage-recovery, column: amount', 'average'],
  ['price-change, column: amount', 'average'],
] as const;

describe('what an anomaly does by default to ordinary orders', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await duckdb.createDatabase();
    await loadOrders(await database.connect());
  }, 60_000);
  afterAll(() => database.drop());

  test.each(steps)('of %s is seen by a monitor of its %s', async (step, monitor) => {
    const scenario = scenarioOf('defaults', `- {id: s, table: orders, anomaly: ${step}}`);
    const plan = await benchFor(database).plan([scenario], { now });
    const [action] = plan.targets[0]!.actions;
    if (action?.action !== 'inject') throw new Error(`planned to ${action?.action}`);
    const firing = (action.steps[0]!.predictions ?? []).filter(({ fires }) => fires).map((each) => each.monitor);
    expect(firing).toContain(monitor);
  });
});
