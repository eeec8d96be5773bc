import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableName } from '../../src/model/table.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { checksum } from '../support/checksum.ts';
import { loadBirdstrikes } from '../support/data-sets.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { benchFor, scenarioOf } from './workbench.ts';

const steps = {
  'null-spike': '- {id: s, anomaly: null-spike, table: birdstrikes, column: wildlife_size, during: all, volume: 10%}',
  outlier: '- {id: s, anomaly: outlier, table: birdstrikes, column: speed_ias_in_knots, during: all}',
  typo: '- {id: s, anomaly: typo, table: birdstrikes, column: wildlife_species, during: all, amplitude: 2}',
  'category-swap': '- {id: s, anomaly: category-swap, table: birdstrikes, column: phase_of_flight, during: all}',
  'duplicate-row': '- {id: s, anomaly: duplicate-row, table: birdstrikes, during: all}',
  'volume-drop': '- {id: s, anomaly: volume-drop, table: birdstrikes, duration: 7 days}',
  'stale-table': '- {id: s, anomaly: stale-table, table: birdstrikes, amplitude: 30}',
  'level-shift':
    '- {id: s, anomaly: level-shift, table: birdstrikes, column: cost_total, shape: bell, duration: 200 days}',
  'column-renamed': '- {id: s, anomaly: column-renamed, table: birdstrikes, column: origin_state}',
};

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let table: TableName;

  beforeAll(async () => {
    database = await engine.createDatabase();
    const connection = await database.connect();
    table = await loadBirdstrikes(connection);
    await connection.close();
  });
  afterAll(() => database.drop());

  it.each(Object.entries(steps))(
    '%s is applied exactly as planned and leaves nothing behind after its rollback',
    async (name, step) => {
      const bench = benchFor(database);
      const scenario = scenarioOf(name, step);
      const reader = await database.connect();
      const before = await checksum(reader, table);
      await reader.close();
      const plan = await bench.plan([scenario]);
      const [target] = await bench.apply([scenario], plan);
      const connection = await database.connect();
      const [run] = await readRuns(connection, 'faultline', { id: target!.injected[0]!.id });
      let labels = 0;
      for await (const label of readLabels(connection, run!)) {
        labels += 1;
        expect(label.before).not.toBe(label.after);
      }
      expect(labels).toBe(run!.rows);
      expect(labels).toBeGreaterThan(0);
      expect(await checksum(connection, table)).not.toBe(before);
      await bench.rollback(connection, name);
      expect(await checksum(connection, table)).toBe(before);
      await connection.close();
    },
  );
});
