import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { TableName } from '../../src/model/table.ts';
import { readRuns, releaseHolds } from '../../src/ledger/runs.ts';
import { planJson } from '../../src/output/plan-json.ts';
import { planMarkdown } from '../../src/output/plan-markdown.ts';
import { planText } from '../../src/output/plan-text.ts';
import { checksum } from '../support/checksum.ts';
import { allTestEngines, testEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { loadShop } from './shop.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

const step = '- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: 10 rows}';
const weekly = scenarioOf('crm-sync', step, 'schedule: {cron: "0 6 * * MON", timezone: Europe/Berlin, keep: 2 hours}');

describe.each(testEngines)('a schedule on $name', (engine) => {
  let template: TestDatabase;
  let database: TestDatabase;
  let bench: Bench;
  let connection: Connection;
  let customers: TableName;
  let original: string;

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
  });
  afterEach(() => database.drop());
  afterAll(() => template.drop());

  /** Plans and applies as if it were that time. */
  async function applyAt(time: string, scenario: Scenario = weekly) {
    const now = new Date(time);
    const plan = await bench.plan([scenario], { now });
    const [applied] = await bench.apply([scenario], plan, { clock: () => now });
    return { plan, actions: plan.targets[0]!.actions.map(({ action }) => action), applied: applied! };
  }

  const slots = async () =>
    (await readRuns(connection, connection.server.ledgerSchema)).map(({ slot, state }) => [slot.slice(0, 10), state]);

  it('breaks the data in its slots and in between leaves them as they were', async () => {
    const waiting = await applyAt('2026-11-22T09:00:00Z');
    expect(waiting.actions).toEqual(['wait']);
    expect(waiting.plan.targets[0]).toMatchObject({
      nextDue: '2026-11-23T05:00:00.000000Z',
      actions: [
        {
          schedule: {
            next: ['11-23', '11-30', '12-07', '12-14', '12-21'].map((day) => `2026-${day}T05:00:00.000000Z`),
          },
        },
      ],
    });
    expect(waiting.applied.injected).toEqual([]);

    const due = await applyAt('2026-11-23T05:20:00Z');
    expect(due.actions).toEqual(['inject']);
    expect(due.plan.targets[0]!.nextDue).toBe('2026-11-23T07:00:00.000000Z');
    expect(due.applied.injected).toMatchObject([
      { slot: '2026-11-23T05:00:00.000000Z', expiresAt: '2026-11-23T07:00:00.000000Z', rows: 10 },
    ]);
    expect(await checksum(connection, customers)).not.toBe(original);

    expect((await applyAt('2026-11-23T06:59:59Z')).actions).toEqual(['keep']);
    expect((await applyAt('2026-11-23T09:00:00Z')).actions).toEqual(['heal']);
    expect(await checksum(connection, customers)).toBe(original);
    expect((await applyAt('2026-11-23T05:30:00Z')).actions).toEqual(['wait']);
    expect((await applyAt('2026-11-30T05:00:00Z')).actions).toEqual(['inject']);
    expect(await slots()).toEqual([
      ['2026-11-23', 'rolled back'],
      ['2026-11-30', 'applied'],
    ]);
  });

  it('that has not been due yet is planned for a look ahead, as a slot would find the data now', async () => {
    const now = new Date('2026-11-22T09:00:00Z');
    const plan = await bench.plan([weekly], { now, looksAhead: true });
    expect(plan.targets[0]!.actions).toMatchObject([
      { action: 'wait', reason: 'no slot is due', preview: [{ id: 'emails', frozen: { rows: 10 } }] },
    ]);
    const rendering = { colour: false, width: 100, showValues: false, isProduction: false };
    expect(planText(plan, rendering)).toContain('10 of 40 eligible updated');
    expect(planMarkdown(plan, { showValues: false })).toContain('10 of 40 eligible updated');
    // What is shown of rows is masked, and it is nothing that apply would do.
    const saved = JSON.parse(planJson(plan, { showValues: false })) as Plan;
    expect(JSON.stringify(saved)).not.toContain('person1@');
    expect((await bench.apply([weekly], saved, { clock: () => now }))[0]!.injected).toEqual([]);
    const broken = scenarioOf(
      'crm-sync',
      step.replace('column: email', 'column: emial'),
      'schedule: {cron: "@yearly", keep: 1d}',
    );
    await expect(bench.plan([broken], { now, looksAhead: true })).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN' });
    expect((await bench.plan([broken], { now })).targets[0]!.actions).toMatchObject([{ action: 'wait' }]);
    await applyAt('2026-11-23T05:20:00Z');
    const later = await bench.plan([weekly], { now: new Date('2026-11-23T08:00:00Z'), looksAhead: true });
    expect(later.targets[0]!.actions[0]).not.toHaveProperty('preview');
  });

  it('that another run would be in the way of now waits all the same, and the plan says so', async () => {
    await bench.converge([
      scenarioOf('copies', '- {id: copies, anomaly: duplicate-row, table: customers, during: all, volume: 10 rows}'),
    ]);
    const everybody = scenarioOf(
      'crm-sync',
      step.replace('10 rows', '100%'),
      'schedule: {cron: "0 6 * * MON", timezone: Europe/Berlin, keep: 2 hours}',
    );
    const now = new Date('2026-11-22T09:00:00Z');
    const plan = await bench.plan([everybody], { now, looksAhead: true, isComplete: false });
    const [action] = plan.targets[0]!.actions;
    expect(action).toMatchObject({
      action: 'wait',
      reason: expect.stringContaining('no slot is due; as things are it would be refused: step "emails"'),
    });
    expect(action).not.toHaveProperty('preview');
  });

  it('goes from slot to slot in one apply, where they overlap', async () => {
    const daily = scenarioOf('crm-sync', step, 'schedule: {cron: "@daily", keep: 2 days}');
    await applyAt('2026-11-23T00:00:00Z', daily);
    const { actions, applied } = await applyAt('2026-11-24T00:00:00Z', daily);
    expect(actions).toEqual(['replace']);
    expect([applied.undone.length, applied.injected.length]).toEqual([1, 1]);
    expect(await slots()).toEqual([
      ['2026-11-23', 'rolled back'],
      ['2026-11-24', 'applied'],
    ]);
  });

  it('is injected once by two runners that come at the same time', async () => {
    const now = new Date('2026-11-23T05:10:00Z');
    const plans = await Promise.all([bench.plan([weekly], { now }), bench.plan([weekly], { now })]);
    const outcomes = await Promise.allSettled(plans.map((plan) => bench.apply([weekly], plan, { clock: () => now })));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({ code: 'STALE_PLAN' });
    expect(await slots()).toEqual([['2026-11-23', 'applied']]);
    expect((await applyAt('2026-11-23T05:11:00Z')).actions).toEqual(['keep']);
  });

  it('refuses a saved plan of a slot that is over, or was injected and healed by others meanwhile', async () => {
    const now = new Date('2026-11-23T05:10:00Z');
    const plan = await bench.plan([weekly], { now });
    await expect(bench.apply([weekly], plan, { clock: () => new Date('2026-11-23T07:00:00Z') })).rejects.toMatchObject({
      code: 'STALE_PLAN',
      message: expect.stringContaining('the slot of Mon 2026-11-23 05:00 UTC is over by now'),
    });
    await applyAt('2026-11-23T05:11:00Z');
    await bench.rollback(connection, 'crm-sync');
    await expect(bench.apply([weekly], plan, { clock: () => now })).rejects.toMatchObject({
      code: 'STALE_PLAN',
      message: expect.stringContaining('on hold'),
    });
    expect(await checksum(connection, customers)).toBe(original);
  });

  it('is held between two slots, by its name and with everything else, until it is resumed', async () => {
    await applyAt('2026-11-23T05:20:00Z');
    await applyAt('2026-11-23T09:00:00Z');
    const { project, scenario, target } = (await readRuns(connection, connection.server.ledgerSchema))[0]!;
    for (const what of [scenario, undefined]) {
      expect(await bench.rollback(connection, what)).toMatchObject([{ scenario, restored: 0, wasWaiting: true }]);
      expect((await applyAt('2026-11-30T05:00:00Z')).actions).toEqual(['hold']);
      expect(await releaseHolds(connection, connection.server.ledgerSchema, project, scenario, target)).toBe(1);
      expect((await applyAt('2026-11-29T05:00:00Z')).actions).toEqual(['wait']);
    }
    expect((await applyAt('2026-11-30T05:00:00Z')).actions).toEqual(['inject']);
  });

  it('that is suspended is taken back', async () => {
    await applyAt('2026-11-23T05:10:00Z');
    const suspended = scenarioOf(
      'crm-sync',
      step,
      'schedule: {cron: "0 6 * * MON", timezone: Europe/Berlin, keep: 2 hours}\nsuspend: {reason: month end}',
    );
    const { plan } = await applyAt('2026-11-23T05:20:00Z', suspended);
    expect(plan.targets[0]!.actions).toMatchObject([
      { action: 'heal', reason: 'suspended: month end', endReason: 'suspended' },
    ]);
    expect(await checksum(connection, customers)).toBe(original);
    expect((await applyAt('2026-11-23T05:30:00Z')).actions).toEqual(['inject']);
  });
});

describe.each(allTestEngines.filter(({ name }) => name === 'mariadb'))(
  'where alterations commit by themselves, on $name',
  (engine) => {
    it('a schedule between its slots is held with everything else', async () => {
      const database = await engine.createDatabase();
      const connection = await database.connect();
      await execute(
        connection,
        'create table customers (id integer primary key, email varchar(60))',
        "insert into customers select seq, concat('person', seq, '@example.com') from seq_1_to_40",
        'create table orders (id integer primary key, total integer)',
        'insert into orders values (1, 10)',
      );
      const bench = benchFor(database);
      const renamed = scenarioOf('drift', '- {id: total, anomaly: column-renamed, table: orders, column: total}');
      const applyAt = async (time: string) => {
        const now = new Date(time);
        const plan = await bench.plan([weekly, renamed], { now });
        await bench.apply([weekly, renamed], plan, { clock: () => now });
        return plan.targets[0]!.actions.map(({ action, scenario }) => `${action} ${scenario}`).toSorted();
      };
      await applyAt('2026-11-23T05:20:00Z');
      await applyAt('2026-11-23T09:00:00Z');
      expect((await bench.rollback(connection)).map(({ scenario }) => scenario)).toEqual(['drift', 'crm-sync']);
      expect(await applyAt('2026-11-30T05:00:00Z')).toEqual(['hold crm-sync', 'hold drift']);
      // It is held, and the ledger still knows how its last run ended.
      expect(await readRuns(connection, connection.server.ledgerSchema)).toMatchObject([
        { scenario: 'crm-sync', endReason: 'expired', isHeldWaiting: true },
        { scenario: 'drift', endReason: 'manual' },
      ]);
      await database.drop();
    });
  },
);
