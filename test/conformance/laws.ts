import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Connection } from '../../src/model/engine.ts';
import { coefficients, drawOf } from '../../src/snapshot/draw.ts';
import { readTexts, replay, type TableTexts } from '../plan/replay.ts';
import { scenarioOf } from '../run/workbench.ts';
import { loadBirdstrikes, loadFlights, loadWideBirdstrikes } from '../support/data-sets.ts';
import { postgres } from '../support/engines.ts';
import type { Conforming } from './conforming.ts';
import {
  comparable,
  digestOf,
  imageOf,
  perform,
  performSeeing,
  stageOf,
  textsOf,
  type Performance,
  type Stage,
} from './stage.ts';
import { birdstrikeSteps, flightSteps } from './steps.ts';

/** Volume, label ⇔ change, inverse and determinism for every anomaly, and the same rows and values as on PostgreSQL. */
export function laws({ engine }: Conforming): void {
  const isReference = engine.name === 'postgres';

  describe('the birdstrikes', () => {
    let stage: Stage;
    let reference: Stage | undefined;
    let before: TableTexts;

    beforeAll(async () => {
      stage = await stageOf(await engine.createDatabase(), loadWideBirdstrikes);
      before = await textsOf(stage);
      if (isReference) return;
      reference = await stageOf(await postgres.createDatabase(), loadWideBirdstrikes);
    }, 60_000);
    afterAll(async () => {
      await stage.database.drop();
      await reference?.database.drop();
    });

    it.each(Object.entries(birdstrikeSteps))('%s', async (_, step) => {
      const { planned, run, labels, after } = await perform(stage, step);
      expect(labels.length).toBeGreaterThan(0);
      expect(new Set(labels.map(({ key }) => key)).size).toBe(run.rows);
      if (planned.effect !== 'alter') {
        expect(replay(before, labels)).toEqual(after);
        expect(await digestOf(stage, step)).toBe(planned.digest);
      }
      expect(await textsOf(stage)).toEqual(before);
      if (reference) expectSame({ planned, labels }, await performSeeing(reference, step, imageOf));
    });

    it('are tried with every anomaly of the catalog that is for databases', () => {
      const tried = Object.values(birdstrikeSteps).map((step) => /anomaly: ([a-z-]+)/u.exec(step)![1]!);
      const ofDatabases = [...catalog.values()].filter(({ effect }) => effect !== 'file');
      expect([...new Set(tried)].toSorted()).toEqual(ofDatabases.map(({ id }) => id).toSorted());
    });
  });

  describe('200,000 flights', () => {
    let stage: Stage;
    let reference: Stage | undefined;
    let before: string;

    beforeAll(async () => {
      const load = (connection: Connection) => loadFlights(connection, 200_000);
      stage = await stageOf(await engine.createDatabase(), load);
      before = await imageOf(stage);
      if (!isReference) reference = await stageOf(await postgres.createDatabase(), load);
    }, 120_000);
    afterAll(async () => {
      await stage.database.drop();
      await reference?.database.drop();
    });

    it.each(Object.entries(flightSteps))(
      '%s',
      async (_, step) => {
        const { planned, run, labels, after } = await performSeeing(stage, step, imageOf);
        expect(labels).toHaveLength(run.rows);
        expect(after).not.toBe(before);
        expect(await imageOf(stage)).toBe(before);
        if (reference) expectSame({ planned, labels }, await performSeeing(reference, step, imageOf));
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

type Outcome = Pick<Performance<unknown>, 'planned' | 'labels'>;

/** The same rows and values, out of the same figures. */
function expectSame({ planned, labels }: Outcome, expected: Outcome): void {
  expect(planned.frozen).toEqual({ ...expected.planned.frozen, key: planned.frozen.key });
  expect(labels.map(comparable)).toEqual(expected.labels.map(comparable));
}
