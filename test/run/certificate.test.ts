import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRuns } from '../../src/ledger/runs.ts';
import type { Certificate, CertifiedRun } from '../../src/model/certificate.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { RunStep } from '../../src/model/run.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { TableName } from '../../src/model/table.ts';
import { compareEnded } from '../../src/run/compare-ended.ts';
import { makeCertificate } from '../../src/run/make-certificate.ts';
import { purge } from '../../src/run/purge.ts';
import { column, name, sql } from '../../src/sql/sql.ts';
import { loadOrders } from '../conformance/shop.ts';
import { checksum } from '../support/checksum.ts';
import { allTestEngines, testEngines, type TestDatabase } from '../support/engines.ts';
import { loadShop } from './shop.ts';
import { benchFor, scenarioOf } from './workbench.ts';

type Move =
  | { readonly applies: readonly { readonly kind: number; readonly rows: number }[]; readonly seed: number }
  | { readonly rollsBack: number };

/** Changes of one cell that later ones change again, some of them back to what it was. */
const changes = [
  ['email', 'null-spike'],
  ['email', 'typo'],
  ['credit', 'outlier'],
  ['country', 'category-swap'],
] as const;

const change = fc.record({
  kind: fc.integer({ min: 0, max: changes.length - 1 }),
  rows: fc.integer({ min: 5, max: 40 }),
});
const applying = fc.record({ applies: fc.array(change, { minLength: 1, maxLength: 2 }), seed: fc.nat() });
const move = fc.oneof({ weight: 3, arbitrary: applying }, { weight: 2, arbitrary: fc.record({ rollsBack: fc.nat() }) });
const history = fc
  .tuple(applying, fc.array(move, { minLength: 3, maxLength: 6 }))
  .map(([first, others]): readonly Move[] => [first, ...others]);
const edits = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 });

describe.each(testEngines)('a certificate on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let customers: TableName;
  let original: string;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    ({ customers } = await loadShop(connection));
    original = await checksum(connection, customers);
  });
  afterAll(() => database.drop());

  const schema = () => connection.server.ledgerSchema;
  const about = () => ({
    faultline: '0.0.0',
    project: 'acme-dq',
    target: 'shop',
    schema: schema(),
    actor: 'tests',
    now: new Date().toISOString(),
  });

  async function certify(): Promise<Certificate> {
    await connection.begin('read only');
    try {
      return await makeCertificate(connection, about(), await readRuns(connection, schema()));
    } finally {
      await connection.rollback();
    }
  }

  async function clear(): Promise<void> {
    const always = { allProjects: true, clock: () => new Date(), lockTimeout: 5, keep: () => Promise.resolve() };
    await purge(connection, { ...about(), ...always });
  }

  async function play(moves: readonly Move[]): Promise<void> {
    const bench = benchFor(database);
    let active: readonly string[] = [];
    for (const [index, each] of moves.entries()) {
      if ('applies' in each) {
        const [applied] = await bench.converge([scenario(`part-${index}`, each)], { isComplete: false });
        active = [...active, ...applied!.injected.map(({ id }) => id)];
      } else if (active.length > 0) {
        const next = active[each.rollsBack % active.length]!;
        await bench.rollback(connection, next);
        active = active.filter((run) => run !== next);
      }
    }
    await bench.rollback(connection);
  }

  it('says "as before" of every row, in whatever order overlapping runs came and went, and "changed" of what others changed', async () => {
    let shared = 0;
    await fc.assert(
      fc.asyncProperty(history, edits, async (moves, edited) => {
        await clear();
        await play(moves);
        expect(await checksum(connection, customers)).toBe(original);
        const { runs } = await certify();
        const cells = await cellsOfRuns();
        for (const run of runs)
          expect(sum(run)).toEqual({ asBefore: cells.get(run.run)!.length, asRun: 0, changed: 0, gone: 0 });
        if (runs.length > 1) shared += 1;

        const table = connection.dialect.table(customers);
        await connection.begin('read write');
        for (const id of edited)
          await connection.execute(
            sql`update ${table} set ${name('email')} = ${`other${id}@example.org`}, ${name('credit')} = 1234567, ${name('country')} = 'XX' where ${name('id')} = ${id}`,
          );
        const after = await makeCertificate(connection, about(), await readRuns(connection, schema()));
        for (const run of after.runs) {
          const own = cells.get(run.run)!;
          const changed = own.filter((key) => edited.includes(key)).length;
          expect(sum(run)).toEqual({ asBefore: own.length - changed, asRun: 0, changed, gone: 0 });
        }
        await connection.rollback();
      }),
      { numRuns: 6, endOnFailure: true },
    );
    expect(shared).toBeGreaterThan(0);
  }, 120_000);

  it('knows nothing of rows that differ where the snapshot of a run beneath is gone', async () => {
    await clear();
    const step = { kind: 2, rows: 40 };
    await play([
      { applies: [step], seed: 1 },
      { applies: [step], seed: 2 },
    ]);
    const [lower] = await readRuns(connection, schema());
    await connection.execute(connection.dialect.dropTable(lower!.steps[0]!.snapshot!));
    expect((await certify()).runs.map(({ steps }) => steps[0]!.comparison)).toEqual(['unknown', 'unknown']);
  });

  /** By run, the rows of the cells that it has changed, each cell once. */
  async function cellsOfRuns(): Promise<ReadonlyMap<string, readonly number[]>> {
    const found = new Map<string, readonly number[]>();
    for (const { id, steps } of await readRuns(connection, schema())) {
      const cells = new Map<string, number>();
      for (const step of steps)
        for (const key of await keysOf(step)) cells.set(`${step.columns.after[0]!.name} ${key}`, key);
      found.set(id, [...cells.values()]);
    }
    return found;
  }

  async function keysOf({ snapshot }: RunStep): Promise<readonly number[]> {
    const rows = await connection.query(
      sql`select ${column('s', 'k1')} as ${name('k')} from ${connection.dialect.table(snapshot!)} s`,
    );
    return rows.map((row) => Number(row['k']));
  }
});

describe.each(allTestEngines)('a certificate on $name', (engine) => {
  it('counts rows that two runs have changed as before with both, though the upper one ended first', async () => {
    const database = await engine.createDatabase();
    try {
      const connection = await database.connect();
      await loadOrders(connection);
      const bench = benchFor(database);
      const step = '- {id: totals, anomaly: outlier, table: orders, column: total, during: all, volume: 60%}';
      await bench.converge([scenarioOf('lower', step, 'seed: 1'), scenarioOf('upper', step, 'seed: 2')]);
      await bench.rollback(connection);
      const runs = await readRuns(connection, connection.server.ledgerSchema);
      expect(runs).toHaveLength(2);
      for (const run of runs)
        expect(await compareEnded(connection, run, run.steps[0]!, runs)).toEqual({
          asBefore: run.rows,
          asRun: 0,
          changed: 0,
          gone: 0,
        });
    } finally {
      await database.drop();
    }
  });
});

function scenario(called: string, { applies, seed }: Extract<Move, { readonly seed: number }>): Scenario {
  const steps = applies.map(({ kind, rows }, index) => {
    const [changed, anomaly] = changes[kind]!;
    return `- {id: s${index}, anomaly: ${anomaly}, table: customers, column: ${changed}, during: all, volume: ${Math.ceil((rows * 100) / 40)}%}`;
  });
  return scenarioOf(called, steps.join('\n'), `seed: ${seed}`);
}

function sum({ steps }: CertifiedRun): object {
  const known = steps.flatMap(({ comparison }) => (comparison === 'unknown' ? [] : [comparison]));
  expect(known).toHaveLength(steps.length);
  const total = (what: 'asBefore' | 'asRun' | 'changed' | 'gone') =>
    known.reduce((count, comparison) => count + comparison[what], 0);
  return { asBefore: total('asBefore'), asRun: total('asRun'), changed: total('changed'), gone: total('gone') };
}
