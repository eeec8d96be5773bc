import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readRuns, releaseHolds } from '../../../src/ledger/runs.ts';
import type { Connection } from '../../../src/model/engine.ts';
import { FaultlineError } from '../../../src/model/errors.ts';
import type { Target } from '../../../src/model/project.ts';
import type { Scenario } from '../../../src/model/scenario.ts';
import type { TableName } from '../../../src/model/table.ts';
import { convergeTarget, type Converged } from '../../../src/run/converge-target.ts';
import type { WatchedFiles } from '../../../src/run/watch/watch.ts';
import { checksum } from '../../support/checksum.ts';
import { testEngines, type TestDatabase } from '../../support/engines.ts';
import { loadShop } from '../shop.ts';
import { benchFor, scenarioOf, shop, type Bench } from '../workbench.ts';
import { openTestClock, type TestClock } from './clock.ts';
import { openStage, type Stage } from './stage.ts';

const emails = '- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: 10 rows}';
const credits = '- {id: credits, anomaly: null-spike, table: customers, column: credit, during: all, volume: 5 rows}';
const daily = scenarioOf('crm-sync', emails, 'schedule: {cron: "0 6 * * *", keep: 2 hours}');
const madeUp = scenarioOf('credit-load', credits, 'schedule: {cron: "0 6 * * *", keep: 2 hours, misfire: once}');
const lasting = scenarioOf('credit-load', credits);
const away = () => new FaultlineError('CONNECTION_FAILED', 'the database is away', { hint: 'Start it.' });

describe.each(testEngines)('watch on $name', (engine) => {
  let template: TestDatabase;
  let database: TestDatabase;
  let bench: Bench;
  let connection: Connection;
  let customers: TableName;
  let original: string;
  let stages: Stage[];
  let outage: (time: string) => FaultlineError | undefined;

  beforeAll(async () => {
    template = await engine.createDatabase();
    const loading = await template.connect();
    ({ customers } = await loadShop(loading));
    original = await checksum(loading, customers);
  });
  beforeEach(async () => {
    database = await template.copy();
    bench = benchFor(database);
    connection = await database.connect();
    stages = [];
    outage = () => undefined;
  });
  afterEach(async () => {
    await Promise.all(stages.map((stage) => stage.end()));
    await database.drop();
  });
  afterAll(() => template.drop());

  /** Plans and applies as the clock is. */
  const convergeAt =
    (time: () => TestClock) =>
    ({ scenarios, targets }: WatchedFiles, target: Target): Promise<Converged> => {
      const clock = () => time().clock();
      const open = (readOnly: boolean) => async () => {
        const error = outage(clock().toISOString());
        if (error) throw error;
        return database.connect({ readOnly });
      };
      const ofTarget = scenarios.filter((scenario) => scenario.targets.includes(target.name));
      const project = { name: 'acme-dq', root: '/', targets, scenarios: [], keepSnapshots: week };
      return convergeTarget({
        plan: () => bench.plan(ofTarget, { project, targets: [target], now: clock(), open: open(true) }),
        approve: async () => {},
        apply: async (plan) => {
          const results = await bench.apply(ofTarget, plan, { project, clock, open: open(false) });
          return { results, failures: [] };
        },
        onStale: () => {},
      });
    };

  function watch(
    start: string,
    scenarios: readonly Scenario[],
    options: Partial<Parameters<typeof openStage>[0]> = {},
  ) {
    const stage: Stage = openStage({ start, scenarios, converge: convergeAt(() => stage.time), ...options });
    stages.push(stage);
    return stage;
  }

  const runs = async (scenario: string) => {
    const all = await readRuns(connection, connection.server.ledgerSchema);
    return all.filter((run) => run.scenario === scenario);
  };
  const slots = async (scenario: string) => (await runs(scenario)).map(({ slot }) => slot.slice(5, 13));
  const hasErrors = async () => (await checksum(connection, customers)) !== original;

  it('injects every slot of a week in its time and takes it back, through an outage on Tuesday and one on Thursday', async () => {
    outage = (time) =>
      (time >= '2026-11-24T05:00' && time < '2026-11-24T07:30') ||
      (time >= '2026-11-26T05:59' && time < '2026-11-26T09:00')
        ? away()
        : undefined;
    const stage = watch('2026-11-23T00:00:00Z', [daily, madeUp]);
    await stage.runTo('2026-11-23T07:00:00Z');
    expect(await hasErrors()).toBe(true);
    await stage.runTo('2026-11-23T08:00:01Z');
    expect(await hasErrors()).toBe(false);
    await stage.runTo('2026-11-30T00:00:00Z');

    expect(await slots('crm-sync')).toEqual(['11-23T06', '11-24T06', '11-25T06', '11-27T06', '11-28T06', '11-29T06']);
    expect(await slots('credit-load')).toEqual([
      '11-23T06',
      '11-24T06',
      '11-25T06',
      '11-26T06',
      '11-27T06',
      '11-28T06',
      '11-29T06',
    ]);
    const times = (await runs('credit-load')).map(({ appliedAt, endedAt }) => [
      appliedAt!.slice(8, 16),
      endedAt!.slice(8, 16),
    ]);
    expect(times[0]).toEqual(['23T06:00', '23T08:00']);
    // The way back in on Tuesday is found within a minute, and what was missed on Thursday lasts its two hours.
    expect(times[1]![0]).toBe('24T07:30');
    expect(times[3]).toEqual(['26T09:00', '26T11:00']);
    expect(await hasErrors()).toBe(false);
    expect(stage.told('failed').at(0)).toMatchObject({
      target: 'shop',
      failures: 1,
      error: { code: 'CONNECTION_FAILED', hint: 'Start it.' },
      at: '2026-11-24T06:00:00.000Z',
      retryAt: '2026-11-24T06:00:01.000Z',
    });
    expect(stage.told('converged').filter(({ failures }) => failures > 0)).toHaveLength(2);
  });

  it('follows files that come, change, break, and go', async () => {
    const stage = watch('2026-11-23T09:00:00Z', [daily]);
    await stage.settle();
    await stage.change({ scenarios: [daily, lasting] });
    expect(await runs('credit-load')).toMatchObject([{ state: 'applied', rows: 5 }]);
    const changed = scenarioOf('credit-load', credits.replace('5 rows', '7 rows'));
    await stage.change({ scenarios: [daily, changed] });
    expect((await runs('credit-load')).map(({ state, rows }) => [state, rows])).toEqual([
      ['rolled back', 5],
      ['applied', 7],
    ]);

    const before = stage.told('begun').length;
    const error = new FaultlineError('INVALID_VALUE', 'volume is wrong', {
      place: { file: 'scenarios/credit-load.yaml', line: 7, column: 3 },
    });
    await stage.change({ scenarios: [], error });
    expect(stage.told('files refused')).toMatchObject([{ error: { place: { line: 7 } } }]);
    expect(stage.told('begun')).toHaveLength(before);
    await stage.runTo('2026-11-24T06:30:00Z');
    expect(await slots('crm-sync'), 'the last good files stay in force').toEqual(['11-24T06']);
    await stage.change({ scenarios: [daily, changed] });
    expect(stage.told('files restored')).toHaveLength(1);

    await stage.change({ scenarios: [daily] });
    expect((await runs('credit-load')).map(({ state, endReason }) => [state, endReason])).toEqual([
      ['rolled back', 'changed'],
      ['rolled back', 'removed'],
    ]);
  });

  it('looks again at once when the machine has slept or its clock was set, and injects nothing twice', async () => {
    const stage = watch('2026-11-23T00:00:00Z', [daily]);
    await stage.settle();
    stage.time.set('2026-11-23T06:30:00Z');
    await stage.runTo('2026-11-23T06:31:00Z');
    expect(await slots('crm-sync')).toEqual(['11-23T06']);

    stage.time.set('2026-11-23T05:30:00Z');
    await stage.runTo('2026-11-23T05:31:00Z');
    expect(stage.told('clock set back')).toHaveLength(1);
    await stage.runTo('2026-11-23T08:00:01Z');
    expect(await slots('crm-sync')).toEqual(['11-23T06']);
    expect(await hasErrors()).toBe(false);

    stage.time.set('2026-12-24T06:00:00Z');
    await stage.runTo('2026-12-24T06:01:00Z');
    expect(await slots('crm-sync')).toEqual(['11-23T06', '12-24T06']);
  });

  it('sees within an hour what others did: a scenario that was resumed', async () => {
    const stage = watch('2026-11-23T09:00:00Z', [lasting], { interval: 3_600_000 });
    await stage.settle();
    await bench.rollback(connection, 'credit-load');
    await stage.runTo('2026-11-23T11:30:00Z');
    expect(
      (await runs('credit-load')).map(({ state }) => state),
      'it is held',
    ).toEqual(['rolled back']);
    await releaseHolds(connection, connection.server.ledgerSchema, 'acme-dq', 'credit-load', 'shop');
    await stage.runTo('2026-11-23T12:00:00Z');
    await stage.settle();
    expect((await runs('credit-load')).map(({ state }) => state)).toEqual(['rolled back', 'applied']);
    expect(stage.told('begun').map(({ at }) => at.slice(11, 16))).toEqual(['09:00', '10:00', '11:00', '12:00']);
  });

  it('twice on one target injects each slot once', async () => {
    const time = openTestClock('2026-11-23T00:00:00Z');
    const [one, other] = [watch('', [daily], { time }), watch('', [daily], { time })];
    await time.runTo('2026-11-26T00:00:00Z', 2);
    expect(await slots('crm-sync')).toEqual(['11-23T06', '11-24T06', '11-25T06']);
    expect(await hasErrors()).toBe(false);
    const codes = [...one.told('failed'), ...other.told('failed')].map(({ error }) => error.code);
    expect(codes.filter((code) => !['STALE_PLAN', 'LOCKED', 'WRITE_CONFLICT'].includes(code))).toEqual([]);
  });

  it('is not held up by a target that hangs or fails', async () => {
    const names = ['shop', 'dead', 'hanging'];
    const targets = names.map((name) => ({ ...shop, name, url: `postgres://${name}.example/shop` }));
    let hangUp: (error: Error) => void = () => {};
    const converge = convergeAt(() => stage.time);
    const stage: Stage = watch('2026-11-23T05:00:00Z', [daily], {
      targets,
      concurrency: 2,
      converge: async (files, target) => {
        if (target.name === 'dead') throw away();
        if (target.name === 'shop') return converge(files, target);
        return new Promise<Converged>((_, reject) => {
          hangUp = reject;
        });
      },
    });
    // The one that hangs never sleeps.
    await stage.time.runTo('2026-11-23T06:00:00Z', 2);
    await stage.time.settle(2);
    expect(await slots('crm-sync')).toEqual(['11-23T06']);
    expect(stage.told('failed').map(({ target }) => target)).not.toContain('shop');
    hangUp(away());
    await stage.settle();
    expect(stage.told('failed').at(-1)).toMatchObject({ target: 'hanging', failures: 1 });
  });

  it('tries every five minutes what only a file can mend, and at once when one changes', async () => {
    const wrong = scenarioOf('crm-sync', emails.replace('column: email', 'column: e_mail'));
    const stage = watch('2026-11-23T09:00:00Z', [wrong]);
    await stage.runTo('2026-11-23T09:12:00Z');
    expect(stage.told('failed').map(({ at, error }) => [at.slice(11, 16), error.code])).toEqual([
      ['09:00', 'UNKNOWN_COLUMN'],
      ['09:05', 'UNKNOWN_COLUMN'],
      ['09:10', 'UNKNOWN_COLUMN'],
    ]);
    await stage.change({ scenarios: [scenarioOf('crm-sync', emails)] });
    expect(await runs('crm-sync')).toMatchObject([{ state: 'applied' }]);
    expect(stage.told('converged').at(-1)).toMatchObject({ at: '2026-11-23T09:12:00.000Z', failures: 3 });
  });

  it('begins with a target that comes, and leaves one that goes as it is', async () => {
    const other: Target = { ...shop, name: 'customer' };
    const everywhere = { ...lasting, targets: ['shop', 'customer'] };
    const stage = watch('2026-11-23T09:00:00Z', [everywhere], { targets: [other] });
    await stage.settle();
    expect((await runs('credit-load')).map(({ target }) => target)).toEqual(['customer']);
    await stage.change({ targets: [shop], scenarios: [{ ...everywhere, steps: daily.steps, name: 'crm-sync' }] });
    expect(stage.told('left')).toMatchObject([{ target: 'customer' }]);
    expect((await runs('crm-sync')).map(({ target }) => target)).toEqual(['shop']);
    expect(await runs('credit-load')).toMatchObject([{ state: 'applied' }]);
  });

  it('ends what is suspended, and begins again by itself', async () => {
    const suspended = (until: string) => scenarioOf('crm-sync', emails, `suspend: {reason: audit, until: ${until}}`);
    const stage = watch('2026-11-23T09:00:00Z', [scenarioOf('crm-sync', emails)]);
    await stage.settle();
    await stage.change({ scenarios: [suspended('2026-12-30T12:00:00Z')] });
    expect(await hasErrors()).toBe(false);
    // More than the 24.8 days that a timer can wait.
    await stage.runTo('2026-12-30T12:00:00Z');
    await stage.settle();
    expect(await hasErrors()).toBe(true);
    expect(stage.told('begun')).toHaveLength(3);
  });
});

const week = { amount: 7, unit: 'day' } as const;
