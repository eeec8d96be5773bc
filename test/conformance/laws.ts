import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { coefficients, drawOf } from '../../src/snapshot/draw.ts';
import { readTexts, replay, type TableTexts } from '../plan/replay.ts';
import { scenarioOf } from '../run/workbench.ts';
import { loadBirdstrikes, loadFlights, loadWideBirdstrikes } from '../support/data-sets.ts';
import { postgres, type TestEngine } from '../support/engines.ts';
import type { Conforming } from './conforming.ts';
import { digestOfOutcome, isRecording, recordedOutcome, recordOutcomes, type Outcome } from './outcomes.ts';
import { comparable, imageOf, perform, performSeeing, stageOf, textsOf, type Stage } from './stage.ts';
import { birdstrikeSteps, flightSteps } from './steps.ts';

/**
 * Volume, label ⇔ change and inverse for every anomaly, and the same rows and values as on PostgreSQL: those are
 * recorded, and PostgreSQL itself is only asked where they differ, to show how. That a step does the same twice is seen by
 * apply, which holds what it finds against the plan.
 */
export function laws({ engine }: Conforming): void {
  describe('the birdstrikes', () => {
    const tested = testedOn(engine, loadWideBirdstrikes);
    let before: TableTexts;
    beforeAll(async () => {
      before = await textsOf(tested.stage());
    }, 60_000);

    it.each(Object.entries(birdstrikeSteps))('%s', async (title, step) => {
      const { planned, run, labels, after } = await perform(tested.stage(), step);
      expect(labels.length).toBeGreaterThan(0);
      expect(new Set(labels.map(({ key }) => key)).size).toBe(run.rows);
      if (planned.effect !== 'alter') expect(replay(before, labels)).toEqual(after);
      await tested.holdAgainstOthers(title, step, { planned, labels });
    });

    it('are tried with every anomaly of the catalog that is for databases', () => {
      const tried = Object.values(birdstrikeSteps).map((step) => /anomaly: ([a-z-]+)/u.exec(step)![1]!);
      // A second key is forbidden here: tables without one have tests of their own.
      const ofDatabases = [...catalog.values()].filter(({ effect, id }) => effect !== 'file' && id !== 'duplicate-key');
      expect([...new Set(tried)].toSorted()).toEqual(ofDatabases.map(({ id }) => id).toSorted());
    });
  });

  describe('200,000 flights', () => {
    const tested = testedOn(engine, (connection) => loadFlights(connection, 200_000));

    it.each(Object.entries(flightSteps))(
      '%s',
      async (title, step) => {
        const { planned, run, labels, after } = await performSeeing(tested.stage(), step, imageOf);
        expect(labels).toHaveLength(run.rows);
        expect(after).not.toBe(tested.before());
        await tested.holdAgainstOthers(title, step, { planned, labels });
      },
      60_000,
    );
  });

  it('rows are chosen as the draws of their keys say', async () => {
    const stage = await stageOf(await engine.createDatabase(), loadBirdstrikes);
    try {
      const step = '- {id: s, anomaly: null-spike, table: birdstrikes, column: wildlife_size, during: all, volume: 7%}';
      const rows = await readTexts(stage.connection, stage.table);
      const { run, labels } = await perform(stage, step);
      const { seed } = scenarioOf('conformance', step);
      const polynomial = coefficients(seed, 's', 'choose');
      const drawn = [...rows]
        .filter(([, row]) => row['wildlife_size'] !== null)
        .map(([key]) => ({ key, draw: drawOf(BigInt(key), polynomial) }))
        .toSorted((left, right) => Number(left.draw - right.draw) || Number(BigInt(left.key) - BigInt(right.key)));
      const chosen = drawn.slice(0, run.rows).map(({ key }) => key);
      expect(run.rows).toBe(Math.round(drawn.length * 0.07));
      expect(labels.map(({ key }) => key).toSorted()).toEqual(chosen.toSorted());
    } finally {
      await stage.database.drop();
    }
  });
}

/** A table on one engine, and on PostgreSQL where an outcome is another one than there. */
function testedOn(engine: TestEngine, load: (connection: Connection) => Promise<TableName>) {
  const isReference = engine.name === 'postgres';
  const outcomes = new Map<string, string>();
  let stage: Stage;
  let reference: Stage | undefined;
  let before: string;
  beforeAll(async () => {
    stage = await stageOf(await engine.createDatabase(), load);
    before = await imageOf(stage);
  }, 120_000);
  afterAll(async () => {
    if (isReference && isRecording) recordOutcomes(outcomes);
    await stage.database.drop();
    await reference?.database.drop();
  });
  return {
    stage: () => stage,
    before: () => before,
    /** The table is as it was, and the step did what it does elsewhere. */
    async holdAgainstOthers(title: string, step: string, outcome: Outcome): Promise<void> {
      expect(await imageOf(stage)).toBe(before);
      const digest = digestOfOutcome(outcome);
      outcomes.set(title, digest);
      if ((isReference && isRecording) || digest === recordedOutcome(title)) return;
      if (!isReference) {
        reference ??= await stageOf(await postgres.createDatabase(), load);
        expectSame(outcome, await performSeeing(reference, step, imageOf));
      }
      expect(digest, 'not the recorded outcome; record with FAULTLINE_TEST_OUTCOMES=write on postgres').toBe(
        recordedOutcome(title),
      );
    },
  };
}

/** The same rows and values, out of the same figures. */
function expectSame({ planned, labels }: Outcome, expected: Outcome): void {
  expect(planned.frozen).toEqual({ ...expected.planned.frozen, key: planned.frozen.key });
  expect(labels.map(comparable)).toEqual(expected.labels.map(comparable));
}
