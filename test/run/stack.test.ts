import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { hasCode, ProblemsError } from '../../src/model/errors.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { TableName } from '../../src/model/table.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { loadShop } from './shop.ts';
import { benchFor, scenarioOf } from './workbench.ts';

/** Steps on the customers that overlap as they like: several take the same cells. */
const kinds = [
  (id: string, rows: number) =>
    `- {id: ${id}, anomaly: null-spike, table: customers, column: email, during: all, volume: ${rows} rows}`,
  (id: string, rows: number) =>
    `- {id: ${id}, anomaly: typo, table: customers, column: email, during: all, volume: ${rows} rows}`,
  (id: string, rows: number) =>
    `- {id: ${id}, anomaly: outlier, table: customers, column: credit, during: all, volume: ${rows} rows}`,
  (id: string, rows: number) =>
    `- {id: ${id}, anomaly: category-swap, table: customers, column: country, during: all, volume: ${rows} rows}`,
  (id: string, rows: number) =>
    `- {id: ${id}, anomaly: duplicate-row, table: customers, during: all, volume: ${rows} rows}`,
  (id: string, rows: number) =>
    `- {id: ${id}, anomaly: volume-drop, table: customers, during: all, volume: ${rows} rows}`,
  (id: string) => `- {id: ${id}, anomaly: column-renamed, table: customers, column: credit}`,
] as const;
const isAlteration = (kind: number) => kind === 6;

const step = fc.record({ kind: fc.integer({ min: 0, max: 6 }), rows: fc.integer({ min: 1, max: 30 }) });
const stack = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

describe.each(testEngines)('on $name', (engine) => {
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

  /** Applies scenarios one after the other; those that would overlap what is active in a forbidden way are refused and left out. */
  async function pile(scenarios: readonly Scenario[]): Promise<readonly string[]> {
    const runs: string[] = [];
    for (const scenario of scenarios) {
      try {
        const [target] = await benchFor(database).converge([scenario], { isComplete: false });
        runs.push(target!.injected[0]!.id);
      } catch (error) {
        const problems = error instanceof ProblemsError ? error.problems : [error];
        if (
          !problems.every((each) =>
            hasCode(each, 'OVERLAPS_ACTIVE_RUN', 'UNSUITABLE_TABLE', 'UNKNOWN_COLUMN', 'UNSUITABLE_COLUMN'),
          )
        )
          throw error;
      }
    }
    return runs;
  }

  it('any stack of runs, rolled back in any order, leaves the table as it was', async () => {
    let piled = 0;
    let named = 0;
    await fc.assert(
      fc.asyncProperty(stack, fc.infiniteStream(fc.nat()), fc.nat(), async (parts, order, seed) => {
        const scenarios = parts.map((steps, index) => {
          // A scenario holds alter steps or row steps, never both.
          const own = isAlteration(steps[0]!.kind)
            ? steps.slice(0, 1)
            : steps.filter(({ kind }) => !isAlteration(kind));
          // A name of its own: scenarios that were rolled back by hand are held.
          return scenarioOf(
            `part-${(named += 1)}`,
            own.map(({ kind, rows }, position) => kinds[kind]!(`s${position}`, rows)).join('\n'),
            `seed: ${seed + index}`,
          );
        });
        let runs = await pile(scenarios);
        piled += runs.length;
        while (runs.length > 0) {
          const next = runs[(order.next().value as number) % runs.length]!;
          await benchFor(database).rollback(connection, next);
          runs = runs.filter((each) => each !== next);
        }
        expect(await checksum(connection, customers)).toBe(original);
      }),
      { numRuns: engine.name === 'duckdb' ? 25 : 35, endOnFailure: true },
    );
    expect(piled).toBeGreaterThan(20);
  }, 180_000);

  it('a lower run hands its before-value to the upper one', async () => {
    const bench = benchFor(database);
    const typo = scenarioOf(
      'typo',
      '- {id: s, anomaly: typo, table: customers, column: email, during: all, volume: 100%}',
    );
    const unknown = scenarioOf(
      'unknown',
      '- {id: s, anomaly: null-spike, table: customers, column: email, during: all, volume: 100%}',
    );
    const [lower, upper] = await pile([typo, unknown]);
    const above = await checksum(connection, customers);
    expect((await bench.rollback(connection, lower))[0]).toMatchObject({ restored: 40, skipped: 0 });
    expect(await checksum(connection, customers)).toBe(above);
    await bench.rollback(connection, upper);
    expect(await checksum(connection, customers)).toBe(original);
  });

  it('several steps of one run on one cell are taken back together', async () => {
    const [run] = await pile([
      scenarioOf(
        'twice',
        [
          '- {id: first, anomaly: typo, table: customers, column: email, during: all, volume: 100%}',
          '- {id: second, anomaly: typo, table: customers, column: email, during: all, volume: 50%, amplitude: 2}',
          '- {id: third, anomaly: null-spike, table: customers, column: email, during: all, volume: 50%}',
        ].join('\n'),
      ),
    ]);
    expect((await benchFor(database).rollback(connection, run))[0]).toMatchObject({ restored: 80, skipped: 0 });
    expect(await checksum(connection, customers)).toBe(original);
  });
});
