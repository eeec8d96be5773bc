import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { isOpen, type Run } from '../../src/model/run.ts';
import { newestOf } from '../../src/ledger/holds.ts';
import { prepareLedger } from '../../src/ledger/prepare.ts';
import { deleteRun, insertRun, readRuns } from '../../src/ledger/runs.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';
import { origin } from '../run/workbench.ts';

const now = '2026-11-20T09:00:00.000Z';
const states = ['prepared', 'altering', 'applied', 'rolled back', 'healed'] as const;

/** Histories of few scenarios in few targets, whose names differ in their letters' case alone. */
const histories = fc.array(
  fc.record({
    project: fc.constantFrom('acme-dq', 'other-dq'),
    target: fc.constantFrom('shop', 'Shop'),
    scenario: fc.constantFrom('crm-sync', 'late-orders'),
    state: fc.constantFrom(...states),
  }),
  { maxLength: 25 },
);

function runOf(number: number, of: Pick<Run, 'project' | 'target' | 'scenario' | 'state'>): Run {
  return {
    ...of,
    id: `run${String(number).padStart(5, '0')}`,
    sequence: of.state === 'prepared' || of.state === 'altering' ? 0 : number,
    slot: '',
    fingerprint: 'of the file',
    origin,
    path: 'scenarios/crm.yaml',
    planDigest: 'of the plan',
    now,
    actor: 'ann',
    preparedAt: now,
    appliedAt: now,
    expiresAt: null,
    endedAt: null,
    endReason: null,
    isReleased: false,
    rows: 0,
    source: 'kind: Scenario',
    steps: [],
  };
}

describe.each(allTestEngines)('the runs that decide, on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let schema: string;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    schema = connection.server.ledgerSchema;
    await prepareLedger(connection, schema, now);
  });
  afterAll(() => database.drop());

  it('are those at work, and the last one of each scenario in each target, of any history', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const runs = history.map((each, index) => runOf(index + 1, each));
        await connection.begin('read write');
        for (const run of runs) await insertRun(connection, schema, run);
        const found = await readRuns(connection, schema, { which: 'deciding' });
        for (const { id } of runs) await deleteRun(connection, schema, id);
        await connection.commit();
        const groups = Map.groupBy(runs, ({ project, target, scenario }) =>
          JSON.stringify([project, target, scenario]),
        );
        const wanted = runs.filter(
          (run) =>
            isOpen(run) || run.state === 'applied' || [...groups.values()].some((group) => newestOf(group) === run),
        );
        expect(found.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
      }),
      { numRuns: 15 },
    );
  });
});
