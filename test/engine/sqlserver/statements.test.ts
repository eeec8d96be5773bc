import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../../src/anomaly/registry.ts';
import { dialectOf } from '../../../src/engine/sqlserver/dialect.ts';
import { describeTable, hasTable, listTables, missingPrivileges } from '../../../src/engine/sqlserver/introspection.ts';
import { latest, oldest } from '../../../src/engine/sqlserver/server-facts.ts';
import type { Dialect } from '../../../src/model/dialect.ts';
import type { Row } from '../../../src/model/engine.ts';
import type { Query, Sql } from '../../../src/model/sql.ts';
import { inspectTable } from '../../../src/plan/inspect.ts';
import { readRuns } from '../../../src/ledger/runs.ts';
import { readLabels } from '../../../src/run/read-labels.ts';
import { coefficients, drawSql } from '../../../src/snapshot/draw.ts';
import { internalColumn } from '../../../src/snapshot/internal.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { recorder, rowsOfStep, type Recorder } from '../statement-recorder.ts';
import { complaintsAbout, loadParser } from './parse.ts';
import { tables } from './shop-tables.ts';

const dialect = dialectOf(latest);
const server = {
  product: 'SQL Server',
  version: '16.0.4135.4',
  database: 'shop',
  user: 'dbo',
  defaultSchema: 'dbo',
  ledgerSchema: 'faultline',
};

const now = new Date('2026-11-20T09:00:00Z');
const volume = `volume: ${rowsOfStep} rows`;
const steps: Readonly<Record<string, string>> = {
  'null-spike': `table: orders, anomaly: null-spike, column: customer, where: "[status] = 'paid'", ${volume}`,
  outlier: `table: orders, anomaly: outlier, column: amount, during: all, ${volume}`,
  'outlier-of-floats': `table: orders, anomaly: outlier, column: weight, during: all, ${volume}`,
  typo: `table: orders, anomaly: typo, column: customer, during: all, ${volume}`,
  'empty-string': `table: orders, anomaly: empty-string, column: customer, during: all, ${volume}`,
  'disguised-missing': `table: orders, anomaly: disguised-missing, column: ordered_at, during: all, ${volume}`,
  'case-change': `table: orders, anomaly: case-change, column: customer, during: all, ${volume}`,
  whitespace: `table: orders, anomaly: whitespace, column: customer, during: all, ${volume}`,
  truncation: `table: orders, anomaly: truncation, column: customer, during: all, ${volume}`,
  'extraneous-text': `table: orders, anomaly: extraneous-text, column: customer, during: all, ${volume}`,
  'token-permutation': `table: lines, anomaly: token-permutation, column: note, during: all, ${volume}`,
  mojibake: `table: orders, anomaly: mojibake, column: customer, during: all, ${volume}, with: {times: 2}`,
  'invalid-pattern': `table: tickets, anomaly: invalid-pattern, column: subject, during: all, ${volume}`,
  'invalid-pattern-of-addresses': `table: tickets, anomaly: invalid-pattern, column: subject, during: all, ${volume}, with: {pattern: e-mail}`,
  'mistyped-value': `table: orders, anomaly: mistyped-value, column: phone, during: all, ${volume}`,
  'novel-category': `table: orders, anomaly: novel-category, column: status, during: all, ${volume}`,
  'category-collapse': `table: orders, anomaly: category-collapse, column: status, during: all, ${volume}`,
  'format-change': `table: orders, anomaly: format-change, column: day_text, during: {last: 2 weeks}, ${volume}`,
  'category-swap': `table: orders, anomaly: category-swap, column: status, during: all, select: {segment: customer}, ${volume}`,
  'category-swap-of-bits': `table: orders, anomaly: category-swap, column: is_paid, during: all, ${volume}`,
  'duplicate-row': `table: numbered, anomaly: duplicate-row, during: all, ${volume}`,
  'duplicate-row-of-tickets': `table: tickets, anomaly: duplicate-row, during: all, ${volume}`,
  'volume-drop': `table: orders, anomaly: volume-drop, during: {from: 2026-11-01, to: 2026-11-08}, frequency: 2 days, duration: 1 day, select: {clustered: 3}, ${volume}`,
  'stale-table': `table: numbered, anomaly: stale-table, ${volume}`,
  'level-shift': `table: orders, anomaly: level-shift, column: amount, shape: ramp, select: {towards: high, of: self}, ${volume}`,
  'level-shift-of-money': `table: lines, anomaly: level-shift, column: price, shape: bell, during: {column: shipped, last: 3 buckets}, ${volume}`,
  'zero-spike': `table: orders, anomaly: zero-spike, column: quantity, during: all, ${volume}`,
  'sign-flip': `table: orders, anomaly: sign-flip, column: quantity, during: all, ${volume}`,
  'wrong-unit': `table: orders, anomaly: wrong-unit, column: amount, during: all, amplitude: 2.54, ${volume}`,
  'gaussian-noise': `table: orders, anomaly: gaussian-noise, column: amount, shape: bell, ${volume}`,
  'distribution-shift': `table: orders, anomaly: distribution-shift, column: weight, shape: ramp, ${volume}`,
  'variance-change': `table: orders, anomaly: variance-change, column: amount, during: all, ${volume}`,
  'out-of-range': `table: orders, anomaly: out-of-range, column: amount, during: all, with: {min: 0, max: 500}, ${volume}`,
  'precision-loss': `table: orders, anomaly: precision-loss, column: amount, during: all, ${volume}`,
  'precision-loss-of-floats': `table: orders, anomaly: precision-loss, column: weight, during: all, amplitude: -1, ${volume}`,
  'stuck-value': `table: orders, anomaly: stuck-value, column: amount, ${volume}`,
  'skew-change': `table: orders, anomaly: skew-change, column: amount, during: all, ${volume}`,
  'kurtosis-change-of-floats': `table: orders, anomaly: kurtosis-change, column: weight, during: all, ${volume}`,
  'geo-swap': `table: orders, anomaly: geo-swap, column: amount, during: all, with: {longitude: quantity}, ${volume}`,
  'threshold-clustering': `table: orders, anomaly: threshold-clustering, column: amount, during: all, with: {limit: 100}, ${volume}`,
  'timezone-shift': `table: orders, anomaly: timezone-shift, column: ordered_at, ${volume}`,
  'late-arrival': `table: parcels, anomaly: late-arrival, key: [code], column: seen, during: all, ${volume}, with: {event: sent}`,
  'out-of-order': `table: orders, anomaly: out-of-order, column: ordered_at, ${volume}`,
  'future-timestamp': `table: parcels, anomaly: future-timestamp, key: [code], column: sent, during: all, ${volume}`,
  'epoch-timestamp': `table: parcels, anomaly: epoch-timestamp, key: [code], column: seen, during: all, ${volume}`,
  'order-violation': `table: parcels, anomaly: order-violation, key: [code], column: seen, during: all, ${volume}, with: {start: sent}`,
  'stale-table-by-setting-rows-back': `table: numbered, anomaly: stale-table, ${volume}, with: {method: backdate}`,
  'stale-table-of-dates': `table: lines, anomaly: stale-table, ${volume}, with: {method: backdate}`,
  'truncated-load': `table: numbered, anomaly: truncated-load, ${volume}`,
  'missing-segment': `table: numbered, anomaly: missing-segment, column: status, during: all, ${volume}`,
  'near-duplicate': `table: numbered, anomaly: near-duplicate, column: customer, during: all, ${volume}`,
  'volume-spike': `table: numbered, anomaly: volume-spike, during: all, amplitude: x2, ${volume}`,
  'history-rewrite': `table: orders, anomaly: history-rewrite, column: amount, ${volume}`,
  'orphan-key': `table: orders, anomaly: orphan-key, column: quantity, during: all, ${volume}, with: {references: lines.order_id}`,
  'orphan-key-of-texts': `table: orders, anomaly: orphan-key, column: customer, during: all, ${volume}`,
  'functional-dependency-violation': `table: orders, anomaly: functional-dependency-violation, column: status, during: all, ${volume}, with: {determinant: customer}`,
  'total-mismatch': `table: orders, anomaly: total-mismatch, column: amount, during: all, ${volume}, with: {parts: [quantity]}`,
  'column-shuffle': `table: orders, anomaly: column-shuffle, column: status, during: all, ${volume}`,
  'duplicate-value': `table: orders, anomaly: duplicate-value, column: customer, during: all, ${volume}`,
  'column-swap': `table: orders, anomaly: column-swap, column: status, during: all, ${volume}, with: {other: day_text}`,
  'metric-spike-of-a-sum': `table: orders, anomaly: metric-spike, measure: {column: amount, aggregate: sum}, ${volume}`,
  'metric-spike-of-rows': `table: numbered, anomaly: metric-spike, measure: {aggregate: count}, ${volume}`,
  'metric-dip-of-rows': `table: numbered, anomaly: metric-dip, measure: {aggregate: count}, ${volume}`,
  'seasonality-flatten': `table: orders, anomaly: seasonality-flatten, column: quantity, duration: 3 buckets, ${volume}`,
  'outage-recovery-of-rows': `table: orders, anomaly: outage-recovery, measure: {aggregate: count}, ${volume}`,
  'outage-recovery-of-rows-in-months': `table: orders, anomaly: outage-recovery, measure: {aggregate: count}, during: {from: 2026-10-01, to: 2026-12-01}, bucket: month, ${volume}`,
  'segment-surge': `table: orders, anomaly: segment-surge, column: amount, with: {segment: status, label: paid}, ${volume}`,
  'segment-collapse-of-rows': `table: numbered, anomaly: segment-collapse, measure: {aggregate: count}, with: {segment: status, label: paid}, ${volume}`,
  'mix-shift': `table: orders, anomaly: mix-shift, column: status, amplitude: 100, duration: 1 bucket, ${volume}`,
  'concentration-shift': `table: orders, anomaly: concentration-shift, column: status, duration: 1 bucket, with: {top: 2}, ${volume}`,
  'correlation-break': `table: orders, anomaly: correlation-break, column: amount, ${volume}`,
  'funnel-drop': `table: numbered, anomaly: funnel-drop, column: status, amplitude: -100, with: {stage: paid}, ${volume}`,
  'churn-surge': `table: numbered, anomaly: churn-surge, column: status, volume: 1 rows`,
  'price-change': `table: orders, anomaly: price-change, column: amount, with: {total: weight, quantity: quantity}, ${volume}`,
  'column-renamed': 'table: lines, anomaly: column-renamed, column: note',
  'hashed-key': `table: parcels, anomaly: null-spike, column: photo, key: [code, tag, label, sent], during: {column: seen, last: 2 buckets}, ${volume}`,
  'every-type': `table: parcels, anomaly: volume-drop, key: [code], during: {column: sent, last: 1 bucket}, ${volume}`,
};

describe('a statement for SQL Server', () => {
  beforeAll(loadParser);

  it.each(Object.entries(steps))('of %s is what was reviewed, and T-SQL', async (name, step) => {
    const shop = recorder({ dialect, server, tables });
    const bench = benchFor(databaseOf(shop));
    const scenario = scenarioOf('reviewed', `- {id: s, ${step}}`);
    const parts: Record<string, readonly Query[]> = {};
    const plan = await bench.plan([scenario], { now });
    parts['plan'] = shop.take();
    await bench.apply([scenario], plan);
    parts['apply'] = shop.take();
    const connection = await shop.connect();
    for (const run of await readRuns(connection, 'faultline')) for await (const _label of readLabels(connection, run));
    parts['labels'] = shop.take();
    await bench.rollback(connection, 'reviewed');
    parts['rollback'] = shop.take();
    await review(name, parts, (text) => !isOfLedger(text));
  });

  it('of the ledger is what was reviewed, and T-SQL', async () => {
    const shop = recorder({ dialect, server, tables });
    const bench = benchFor(databaseOf(shop));
    const scenario = scenarioOf('reviewed', `- {id: s, ${steps['null-spike']!}}`);
    await bench.converge([scenario], { now });
    await bench.rollback(await shop.connect(), 'reviewed');
    await review('ledger', { ledger: distinct(shop.take()) }, isOfLedger);
  });

  it('of a run that replaces another one, over the table as it will be, is what was reviewed, and T-SQL', async () => {
    const shop = recorder({ dialect, server, tables });
    const bench = benchFor(databaseOf(shop));
    const own = (amplitude: number) => [
      `- {id: shift, table: numbered, anomaly: level-shift, column: amount, amplitude: ${amplitude}, ${volume}}`,
      `- {id: gone, table: numbered, anomaly: volume-drop, during: all, ${volume}}`,
      `- {id: twice, table: numbered, anomaly: duplicate-row, during: all, ${volume}}`,
    ];
    await bench.converge([scenarioOf('reviewed', own(10).join('\n'))], { now });
    shop.take();
    const parts: Record<string, readonly Query[]> = {};
    const changed = scenarioOf('reviewed', own(20).join('\n'));
    const plan = await bench.plan([changed], { now });
    parts['plan'] = shop.take();
    await bench.apply([changed], plan);
    parts['apply'] = shop.take();
    await review('replaced', parts, (text) => !isOfLedger(text));
  });

  it('of a rollback below another run, and of one by force, is what was reviewed, and T-SQL', async () => {
    const shop = recorder({
      dialect,
      server,
      tables,
      standing: { intact: 0, restored: 0, gone: 0, total: rowsOfStep },
    });
    const bench = benchFor(databaseOf(shop));
    const lower = scenarioOf('lower', `- {id: s, ${steps['null-spike']!}}`);
    const upper = scenarioOf(
      'upper',
      `- {id: s, table: orders, anomaly: typo, column: customer, during: all, ${volume}}`,
    );
    const gone = scenarioOf('gone', `- {id: s, table: lines, anomaly: volume-drop, during: all, ${volume}}`);
    const twice = scenarioOf('twice', `- {id: s, table: orders, anomaly: duplicate-row, during: all, ${volume}}`);
    await bench.converge([lower], { now });
    await bench.converge([lower, upper], { now });
    await bench.converge([lower, upper, gone, twice], { now });
    shop.take();
    const parts: Record<string, readonly Query[]> = {};
    for (const name of ['lower', 'gone', 'twice']) {
      await bench.rollback(await shop.connect(), name, { onConflict: 'force' });
      parts[name] = shop.take();
    }
    await review('forced', parts, (text) => !isOfLedger(text));
  });

  it.each(['dbo.orders', 'dbo.parcels'])('that inspects %s is what was reviewed, and T-SQL', async (table) => {
    const shop = recorder({ dialect, server, tables });
    await inspectTable(await shop.connect(), catalog, table);
    await review(`inspect-${table.slice(4)}`, { inspect: shop.take() });
  });

  it('for SQL Server 2017 is what was reviewed, and T-SQL', async () => {
    const older = dialectOf(oldest);
    const shop = recorder({ dialect: older, server, tables });
    const bench = benchFor(databaseOf(shop));
    await bench.converge([scenarioOf('reviewed', `- {id: s, ${steps['hashed-key']!}}`)], { now });
    await review('hashed-key-2017', { 'plan and apply': shop.take() }, (text) => !isOfLedger(text));
  });

  it('that reads the catalog is what was reviewed, and T-SQL', async () => {
    await review('catalog', { catalog: await catalogQueries(dialect) });
  });

  /** Reviews statements and has them parsed. @param isMeant which of them */
  async function review(
    name: string,
    parts: Readonly<Record<string, readonly Query[]>>,
    isMeant: (text: string) => boolean = () => true,
  ): Promise<void> {
    const meant = Object.entries(parts).map(
      ([title, queries]) => [title, queries.filter(({ text }) => isMeant(text)).map(named)] as const,
    );
    const written = meant.map(([title, queries]) => `-- ${title}\n\n${queries.map(readable).join('\n')}`);
    await expect(written.join('\n')).toMatchFileSnapshot(`sql/${name}.sql`);
    for (const { text } of Object.values(parts).flat()) {
      expect({ text, complaints: complaintsAbout(text) }).toEqual({ text, complaints: [] });
    }
  }
});

/** What describing tables asks, where every answer leads on to the next question. */
async function catalogQueries(of: Dialect): Promise<readonly Query[]> {
  const queries: Query[] = [];
  const answers: Row = {
    id: '5',
    schema: 'dbo',
    name: 'orders',
    kind: 'table',
    type: 'int',
    base: 'int',
    is_masked: true,
  };
  const ask = async (statement: Sql) => {
    queries.push(of.render(statement));
    return [answers];
  };
  const orders = { schema: 'dbo', name: 'orders' };
  await listTables(ask);
  await hasTable(ask, orders);
  await describeTable(ask, orders).catch(() => undefined);
  await missingPrivileges(ask, orders, ['select', 'insert', 'alter']);
  return queries;
}

function isOfLedger(text: string): boolean {
  return /\[faultline\]\.\[(?:runs|steps|ledger)\]/.test(text);
}

function distinct(queries: readonly Query[]): readonly Query[] {
  return [...new Map(queries.map((query) => [query.text, query])).values()].map(({ text, values }) => ({
    text,
    values: values.map(() => '…'),
  }));
}

function databaseOf(shop: Recorder): TestDatabase {
  const nothing = () => Promise.reject(new Error('no database'));
  return { url: 'sqlserver:', ledgerSchema: 'faultline', connect: () => shop.connect(), copy: nothing, drop: nothing };
}

/** Draws, which are long, under a name, and nothing that differs from run to run. */
function named({ text, values }: Query): Query {
  const short = draws.reduce((shorter, [title, draw]) => shorter.replaceAll(draw, title), text);
  const nameless = (written: string) => written.replaceAll(/snapshot_[a-z0-9]+_/gu, 'snapshot_run_');
  return {
    text: nameless(short),
    values: values.map((value) => (typeof value === 'string' ? nameless(value) : value)),
  };
}

const purposes = [
  'choose',
  'shape',
  'round',
  'move',
  'exchange',
  'value',
  ...Array.from({ length: 60 }, (_, index) => `value.${index + 2}`),
];
const ids = ['s', 'shift', 'gone', 'twice'];
const seeds = ['reviewed', 'lower', 'upper', 'gone'];
const draws = seeds.flatMap((seed) =>
  ids.flatMap((id) =>
    purposes.flatMap((purpose) =>
      (['kappa', 'group'] as const).map((key) => {
        const { text } = dialect.render(drawSql(dialect, internalColumn(key), coefficients(seed, id, purpose)));
        return [`draw('${purpose}', ${key})`, text] as const;
      }),
    ),
  ),
);

function readable({ text, values }: Query): string {
  const bound = values.map((value, index) => `-- @p${index + 1} ${shortened(JSON.stringify(value))}\n`);
  const lines = text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  return `${bound.join('')}${lines.join('\n')};\n`;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
