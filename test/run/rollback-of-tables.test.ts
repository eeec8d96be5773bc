import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Run } from '../../src/model/run.ts';
import type { TableName } from '../../src/model/table.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { columnsMade } from '../../src/snapshot/alteration.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { loadShop } from './shop.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

const lost = scenarioOf('lost', '- {id: lost, anomaly: volume-drop, table: orders, during: all, volume: 8 rows}');
const renamed = scenarioOf('renamed', '- {id: renamed, anomaly: column-renamed, table: customers, column: credit}');

describe.each(testEngines)('on $name', (engine) => {
  let template: TestDatabase;
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let customers: TableName;
  let orders: TableName;

  beforeAll(async () => {
    template = await engine.createDatabase();
    ({ customers, orders } = await loadShop(await template.connect()));
  });
  beforeEach(async () => {
    database = await template.copy();
    connection = await database.connect();
    bench = benchFor(database);
  });
  afterEach(() => database.drop());
  afterAll(() => template.drop());

  async function inject(scenario: typeof lost, options: Parameters<Bench['converge']>[1] = {}): Promise<Run> {
    const [target] = await bench.converge([scenario], { isComplete: false, ...options });
    const [run] = await readRuns(connection, connection.server.ledgerSchema, { id: target!.injected[0]!.id });
    return run!;
  }

  describe('of a renamed column', () => {
    it.runIf(engine.name === 'postgres')('gives it its name back', async () => {
      const before = await checksum(connection, customers);
      await inject(renamed);
      await bench.rollback(connection, 'renamed');
      expect(await checksum(connection, customers)).toBe(before);
    });

    it.runIf(engine.name === 'postgres')('finds that others gave it back already, or dropped it', async () => {
      const run = await inject(renamed);
      const [to] = columnsMade(run.steps[0]!.alteration!);
      await execute(connection, `alter table customers rename column "${to}" to credit`);
      expect((await bench.rollback(connection, run.id))[0]).toMatchObject({ restored: 0, already: 1 });
      const again = await inject(
        scenarioOf('renamed', '- {id: again, anomaly: column-renamed, table: customers, column: credit}'),
      );
      await execute(connection, `alter table customers drop column "${columnsMade(again.steps[0]!.alteration!)[0]}"`);
      await expect(bench.rollback(connection, again.id)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
      expect((await bench.rollback(connection, again.id, { onConflict: 'skip' }))[0]).toMatchObject({
        restored: 0,
        skipped: 1,
      });
    });
  });

  describe('where the table', () => {
    it('is gone, the run is healed', async () => {
      const run = await inject(lost);
      await execute(connection, 'drop table orders');
      const [undone] = await bench.rollback(connection, run.id);
      expect(undone).toMatchObject({ restored: 0, isHealed: true });
      expect((await readRuns(connection, connection.server.ledgerSchema, { id: run.id }))[0]).toMatchObject({
        state: 'healed',
      });
    });

    it.runIf(engine.name === 'postgres').each(['abort', 'force'] as const)(
      'was made anew, the run is healed and nothing is written (%s)',
      async (onConflict) => {
        const updated = await inject(
          scenarioOf(
            'totals',
            '- {id: totals, anomaly: outlier, table: orders, column: total, during: all, volume: 5 rows}',
          ),
        );
        const deleted = await inject(
          scenarioOf(
            'lost',
            `- {id: lost, anomaly: volume-drop, table: orders, during: all, volume: 5 rows, where: "id not in (select k1 from faultline.${updated.steps[0]!.snapshot!.name})"}`,
          ),
        );
        await execute(
          connection,
          'drop table orders',
          'create table orders (id bigint primary key, customer_id bigint not null, total decimal(10, 2) not null, placed timestamp not null)',
        );
        await execute(
          connection,
          `insert into orders select n, 2, 1, timestamp '2026-05-01 00:00:00' from generate_series(1, 20) as g (n)`,
        );
        const before = await checksum(connection, orders);
        const undone = await bench.rollback(connection, undefined, { onConflict });
        expect(undone.map(({ isHealed, restored }) => ({ isHealed, restored }))).toEqual([
          { isHealed: true, restored: 0 },
          { isHealed: true, restored: 0 },
        ]);
        expect(await checksum(connection, orders)).toBe(before);
        expect((await readRuns(connection, connection.server.ledgerSchema)).map((run) => run.state)).toEqual([
          'healed',
          'healed',
        ]);
        expect(deleted.state).toBe('applied');
      },
    );
  });
});
