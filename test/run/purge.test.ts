import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Certificate } from '../../src/model/certificate.ts';
import type { Connection } from '../../src/model/engine.ts';
import { FaultlineError } from '../../src/model/errors.ts';
import { formatTable } from '../../src/model/table.ts';
import { certificateSchema } from '../../src/output/certificate-schema.ts';
import { beginLocked } from '../../src/ledger/lock.ts';
import { hasLedger } from '../../src/ledger/prepare.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { snapshotTable } from '../../src/ledger/tables.ts';
import { certifyTable, differenceOf } from '../../src/run/certify-table.ts';
import { purge, type PurgeRequest } from '../../src/run/purge.ts';
import { isSealed } from '../../src/run/seal-certificate.ts';
import { checkSchema } from '../../src/scenario/schema-check.ts';
import { column, name, sql } from '../../src/sql/sql.ts';
import { inShop, loadOrders } from '../conformance/shop.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';
import { runTask } from './crash.ts';
import { benchFor, scenarioOf, shop } from './workbench.ts';

const emails = scenarioOf(
  'lost-emails',
  `- {id: emails, anomaly: null-spike, table: orders, column: email, during: all, volume: 10 rows}
- {id: lost, anomaly: volume-drop, table: orders, where: id > 20, during: all, volume: 4 rows}`,
);
const totals = scenarioOf(
  'far-totals',
  '- {id: totals, anomaly: outlier, table: orders, column: total, where: id <= 20, volume: 3 rows}',
);

/** What a killed process throws at whoever still waits for it. */
class Killed extends Error {}

describe.each(allTestEngines)('a purge on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let empty: readonly string[];

  beforeEach(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await loadOrders(connection);
    empty = await tablesOf(connection);
  });
  afterEach(() => database.drop());

  /** Of the shop and the ledger: a server may hold other databases. */
  async function tablesOf(seen: Connection): Promise<readonly string[]> {
    const own = [seen.server.defaultSchema, seen.server.ledgerSchema];
    const names = (await seen.listTables()).map((table) => table.name).filter(({ schema }) => own.includes(schema));
    return names.map(formatTable);
  }

  function requestOf(own: Partial<PurgeRequest> = {}): PurgeRequest {
    return {
      schema: connection.server.ledgerSchema,
      project: 'acme-dq',
      target: 'shop',
      allProjects: false,
      faultline: '0.0.0',
      actor: 'tests',
      clock: () => new Date(),
      lockTimeout: 5,
      keep: () => Promise.resolve(),
      ...own,
    };
  }

  async function applyAndRollBack(): Promise<void> {
    const bench = benchFor(database);
    await bench.converge([emails, totals]);
    await bench.rollback(connection);
  }

  it('leaves nothing of Faultline and the tables as they are, and a later apply works anew', async () => {
    await applyAndRollBack();
    const before = await certifyTable(connection, inShop(connection, 'orders'));
    const kept: Certificate[] = [];
    const keep = async (certificate: Certificate) => {
      expect(await hasLedger(await database.connect(), connection.server.ledgerSchema), 'nothing is dropped yet').toBe(
        true,
      );
      kept.push(certificate);
    };
    const purged = await purge(connection, requestOf({ keep }));
    expect(purged).toMatchObject({ snapshots: 3, isSchemaDropped: connection.dialect.dropSchema !== undefined });
    expect(await tablesOf(connection)).toEqual(empty);
    expect(differenceOf(before, await certifyTable(connection, before.table))).toBe('same');
    expect(kept).toEqual([purged!.certificate]);
    expect(await purge(connection, requestOf())).toBeUndefined();
    const [applied] = await benchFor(database).converge([emails]);
    expect(applied!.injected).toHaveLength(1);
  });

  it('certifies every run, how its rows stand, and what the tables hold', async () => {
    await applyAndRollBack();
    const schema = connection.server.ledgerSchema;
    const runs = await readRuns(connection, schema);
    const orders = inShop(connection, 'orders');
    const table = connection.dialect.table(orders);
    const [step] = runs.find(({ scenario }) => scenario === 'lost-emails')!.steps;
    const k1 = column('s', 'k1');
    const [first, second] = (
      await connection.query(
        sql`select ${k1} as ${name('k')} from ${connection.dialect.table(step!.snapshot!)} s order by ${k1}`,
      )
    ).map((row) => Number(row['k']));
    await connection.execute(
      sql`update ${table} set ${name('email')} = ${'new@shop.example'} where ${name('id')} = ${first!}`,
    );
    await connection.execute(sql`delete from ${table} where ${name('id')} = ${second!}`);
    const totalsRun = runs.find(({ scenario }) => scenario === 'far-totals')!;
    await connection.execute(connection.dialect.dropTable(totalsRun.steps[0]!.snapshot!));

    const { certificate } = (await purge(connection, requestOf()))!;
    expect(certificate).toMatchObject({
      kind: 'PurgeCertificate',
      project: 'acme-dq',
      target: 'shop',
      actor: 'tests',
      tables: [{ table: orders, isThere: true, rows: 39 }],
    });
    expect(certificate.runs.map(({ run, scenario, state, endReason }) => [run, scenario, state, endReason])).toEqual(
      runs.map((run) => [run.id, run.scenario, 'rolled back', 'manual']),
    );
    const [lost, far] = ['lost-emails', 'far-totals'].map((scenario) =>
      certificate.runs.find((each) => each.scenario === scenario)!.steps.map(({ comparison }) => comparison),
    );
    expect(lost![0]).toEqual({ asBefore: 8, asRun: 0, changed: 1, gone: 1 });
    expect(far).toEqual(['unknown']);
    expect(isSealed(certificate)).toBe(true);
    expect(isSealed({ ...certificate, actor: 'somebody else' })).toBe(false);
    expect(checkSchema(certificateSchema, certificate, [])).toEqual([]);
    expect(isSealed(JSON.parse(JSON.stringify(certificate)) as Certificate)).toBe(true);

    const [then] = certificate.tables;
    expect(differenceOf(then!, await certifyTable(connection, orders))).toBe('same');
    await connection.execute(
      sql`update ${table} set ${name('total')} = ${name('total')} + 1 where ${name('id')} = ${first!}`,
    );
    expect(differenceOf(then!, await certifyTable(connection, orders))).toBe('rows');
  });

  it('counts rows that two steps of a run have changed with the first of them, and none as changed by others', async () => {
    const twice = scenarioOf(
      'twice',
      `- {id: some, anomaly: outlier, table: orders, column: total, volume: 5 rows}
- {id: most, anomaly: outlier, table: orders, column: total, volume: 38 rows}`,
    );
    const bench = benchFor(database);
    await bench.converge([twice]);
    await bench.rollback(connection);
    const [run] = (await purge(connection, requestOf()))!.certificate.runs;
    const [some, others] = run!.steps.map(({ comparison }) => comparison);
    expect(some).toEqual({ asBefore: 5, asRun: 0, changed: 0, gone: 0 });
    expect(others).toMatchObject({ asRun: 0, changed: 0, gone: 0 });
    expect(others === 'unknown' || others!.asBefore).toBeLessThan(38);
  });

  it('is refused while a run is active or open or others have runs there, and changes nothing then', async () => {
    const schema = connection.server.ledgerSchema;
    const bench = benchFor(database);
    await bench.converge([emails]);
    const [active] = await readRuns(connection, schema);
    const refusal = async (code: string, names: string, own: Partial<PurgeRequest> = {}) => {
      const [tables, runs] = [await tablesOf(connection), await readRuns(connection, schema)];
      const keep = () => Promise.reject(new Error('a certificate of what is not purged'));
      await expect(purge(connection, requestOf({ keep, ...own }))).rejects.toMatchObject({
        code,
        message: expect.stringContaining(names) as unknown,
      });
      expect(await tablesOf(connection)).toEqual(tables);
      expect(await readRuns(connection, schema)).toEqual(runs);
    };
    await refusal('LEDGER_IN_USE', active!.id);
    await refusal('LEDGER_IN_USE', 'of acme-dq', { project: 'other-dq', allProjects: true });
    await bench.rollback(connection);
    await refusal('LEDGER_IN_USE', 'acme-dq', { project: 'other-dq' });
    const runsTable = connection.dialect.table({ schema, name: 'runs' });
    await connection.execute(sql`update ${runsTable} set ${name('state')} = ${'prepared'}`);
    await refusal('RECOVERY_NEEDED', active!.id);
    await connection.execute(sql`update ${runsTable} set ${name('state')} = ${'rolled back'}`);
    await expect(purge(connection, requestOf({ keep: () => Promise.reject(new Killed()) }))).rejects.toThrow(Killed);
    expect(await readRuns(connection, schema)).toHaveLength(1);
    expect(await purge(connection, requestOf({ project: 'other-dq', allProjects: true }))).toMatchObject({
      snapshots: 2,
    });
    expect(await tablesOf(connection)).toEqual(empty);
  });

  it('leaves a schema that holds anything else, and tables of others that are called alike', async () => {
    await applyAndRollBack();
    const { dialect, server } = connection;
    const schema = server.ledgerSchema;
    const others = [snapshotTable(schema, 'abcdefgh', 1), { schema, name: 'notes' }];
    const note = { name: 'note', type: dialect.ledgerTypes.integer, isNullable: false };
    for (const each of others) await connection.execute(dialect.createTable(each, [note], ['note']));
    expect(await purge(connection, requestOf())).toMatchObject({ isSchemaDropped: false });
    const left = others.map((each) => `${each.schema}.${each.name}`);
    expect([...(await tablesOf(connection))].toSorted()).toEqual([...empty, ...left].toSorted());
  });

  it('that was killed, wherever, is finished by the next one, and until then nobody works with what is left', async () => {
    const bench = benchFor(database);
    await bench.converge([totals]);
    await bench.rollback(connection);
    const states: string[] = [];
    // A death before the mark changes nothing: the next one is tried in the same database.
    let victim = await database.copy();
    try {
      for (let death = 1; states.at(-1) !== 'gone'; death += 1) {
        if (states.at(-1) === 'marked') {
          await victim.drop();
          victim = await database.copy();
        }
        const dying = await victim.connect();
        const request = requestOf({ schema: victim.ledgerSchema });
        const before = await tablesOf(dying);
        await purge(mortal(dying, death), request).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        await dying.close();
        const next = await victim.connect();
        const state = await stateIn(next, victim.ledgerSchema);
        states.push(state);
        if (state === 'whole') expect(await tablesOf(next)).toEqual(before);
        if (state !== 'marked') continue;
        await expect(benchFor(victim).converge([emails])).rejects.toMatchObject({ code: 'RECOVERY_NEEDED' });
        await expect(beginLocked(next, victim.ledgerSchema, 'late', 'now', 1)).rejects.toMatchObject({
          code: 'RECOVERY_NEEDED',
        });
        expect(await purge(next, request)).toBeDefined();
        expect(await stateIn(next, victim.ledgerSchema)).toBe('gone');
        expect((await tablesOf(next)).filter((each) => each.startsWith(`${victim.ledgerSchema}.`))).toEqual([]);
      }
    } finally {
      await victim.drop();
    }
    expect(new Set(states)).toEqual(new Set(['whole', 'marked', 'gone']));
    expect(states.filter((state) => state === 'marked').length).toBeGreaterThan(3);
  }, 60_000);

  it('whose process was killed amid its drops is finished by the next one', async () => {
    await applyAndRollBack();
    const victim = await database.copy();
    try {
      const { url, ledgerSchema: schema } = victim;
      const target = { ...shop, url, ledgerSchema: schema };
      // Behind the transaction that marks the ledger: begin, lock, mark, commit.
      const death = { statement: 6, side: 'after' } as const;
      expect(await runTask({ url, target, work: { purge: 'acme-dq' }, death })).toBeUndefined();
      const next = await victim.connect();
      expect(await stateIn(next, schema)).toBe('marked');
      expect((await purge(next, requestOf({ schema })))!.certificate.runs).toHaveLength(2);
      expect(await tablesOf(next)).toHaveLength(empty.length);
    } finally {
      await victim.drop();
    }
  });

  it('lets nobody who was waiting for the lock work with the ledger that it drops', async () => {
    await applyAndRollBack();
    const schema = connection.server.ledgerSchema;
    const other = await database.connect({ lockTimeout: 20 });
    let waiting: Promise<unknown> = Promise.resolve();
    const keep = () => {
      waiting = beginLocked(other, schema, 'late', new Date().toISOString(), 20).then(
        () => 'locked',
        (error: unknown) => (error instanceof FaultlineError ? error.code : error),
      );
      return Promise.resolve();
    };
    await purge(connection, requestOf({ keep }));
    // It found the mark, or no ledger any more.
    expect(['RECOVERY_NEEDED', 'UNKNOWN_TABLE']).toContain(await waiting);
    expect(await tablesOf(connection)).toEqual(empty);
  });
});

/** A connection whose process is killed before its n-th statement that may write, or its commit. */
function mortal(connection: Connection, death: number): Connection {
  let statements = 0;
  const id = randomUUID();
  return new Proxy(connection, {
    get(inner, property) {
      const member: unknown = Reflect.get(inner, property, inner);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]): unknown => {
        if (property === 'execute' || property === 'commit') statements += 1;
        if (statements >= death) return Promise.reject(new Killed(id));
        return Reflect.apply(member, inner, values);
      };
    },
  });
}

async function stateIn(connection: Connection, schema: string): Promise<'whole' | 'marked' | 'gone'> {
  try {
    return (await hasLedger(connection, schema)) ? 'whole' : 'gone';
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'RECOVERY_NEEDED') return 'marked';
    throw error;
  }
}
