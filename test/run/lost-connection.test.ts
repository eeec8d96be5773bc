import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { FaultlineError } from '../../src/model/errors.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { TableName } from '../../src/model/table.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { recover } from '../../src/run/recover.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { interleaved, type Interference } from './interleaved.ts';
import { loadShop } from './shop.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

const unknownEmails = scenarioOf(
  'unknown-emails',
  '- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: 10 rows}',
);

describe.each(testEngines)('on $name', (engine) => {
  const isPostgres = engine.name === 'postgres';
  let template: TestDatabase;
  let database: TestDatabase;
  let bench: Bench;
  let others: Connection;
  let customers: TableName;
  let original: string;

  beforeAll(async () => {
    template = await engine.createDatabase();
    const connection = await template.connect();
    ({ customers } = await loadShop(connection));
    original = await checksum(connection, customers);
  });
  beforeEach(async () => {
    database = await template.copy();
    bench = benchFor(database);
    others = await database.connect();
  });
  afterEach(() => database.drop());
  afterAll(() => template.drop());

  /** Applies a plan made now while others interfere at the boundaries. */
  async function applyAmong(scenario: Scenario, interference: Interference) {
    const plan = await bench.plan([scenario], { isComplete: false });
    const { observe, events, through } = interleaved(interference);
    const applied = bench.apply([scenario], plan, { observe, open: async () => through(await database.connect()) });
    return { applied, events };
  }

  async function expectNothingLeft(): Promise<void> {
    expect(await readRuns(others, others.server.ledgerSchema)).toEqual([]);
    expect((await others.listTables()).filter(({ name }) => name.name.startsWith('snapshot_'))).toEqual([]);
  }

  describe('a recovery', () => {
    const recovery = () => ({
      schema: others.server.ledgerSchema,
      actor: 'tests',
      clock: () => new Date(),
      lockTimeout: 5,
    });

    it('that takes a waiting apply for a crashed one is noticed, and it prepares again', async () => {
      const { applied, events } = await applyAmong(unknownEmails, {
        prepared: async (time) => {
          if (time === 1) expect(await recover(others, recovery())).toHaveLength(1);
        },
      });
      await applied;
      expect(events.filter((event) => event === 'prepared')).toHaveLength(2);
      expect((await readRuns(others, others.server.ledgerSchema)).map((run) => run.state)).toEqual(['applied']);
    });

    it('drops snapshots that nobody knows of any more', async () => {
      await bench.converge([unknownEmails]);
      await execute(
        others,
        'create table faultline.snapshot_abcdefgh_1 (k1 bigint, occurrence bigint)',
        'create table faultline.snapshots_of_mine (k1 bigint)',
      );
      await recover(others, recovery());
      const names = (await others.listTables()).map(({ name }) => name.name);
      expect(names).not.toContain('snapshot_abcdefgh_1');
      expect(names).toContain('snapshots_of_mine');
      await bench.rollback(others);
      expect(await checksum(others, customers)).toBe(original);
    });
  });

  describe('a lost connection', () => {
    /** Ends every session of an apply at the server. */
    async function terminate(): Promise<void> {
      await execute(
        others,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
    }

    it.runIf(isPostgres).each(['prepared', 'locked', 'snapshot', 'changed', 'committing'] as const)(
      'at %s leaves nothing behind',
      async (boundary) => {
        const { applied } = await applyAmong(unknownEmails, { [boundary]: terminate });
        await expect(applied).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
        expect(await checksum(others, customers)).toBe(original);
        await expectNothingLeft();
      },
    );

    /** A connection that is lost when the commit has arrived and its answer has not. */
    function losingTheAnswer(connection: Connection): Connection {
      return new Proxy(connection, {
        get(inner, property) {
          const member: unknown = Reflect.get(inner, property, inner);
          if (typeof member !== 'function') return member;
          return async (...values: unknown[]) => {
            const result: unknown = await Reflect.apply(member, inner, values);
            const isChange =
              property === 'commit' &&
              (await readRuns(others, others.server.ledgerSchema)).some((run) => run.state !== 'prepared');
            if (!isChange) return result;
            await inner.close();
            throw new FaultlineError('CONNECTION_LOST', 'the connection broke');
          };
        },
      });
    }

    it('after the commit is found out in the ledger', async () => {
      const plan = await bench.plan([unknownEmails]);
      let opened = 0;
      const open = async () => ((opened += 1) === 1 ? losingTheAnswer(await database.connect()) : database.connect());
      const [target] = await bench.apply([unknownEmails], plan, { open });
      expect(target!.injected).toHaveLength(1);
      const reconnect = () => database.connect();
      const [undone] = await bench.rollback(losingTheAnswer(await database.connect()), 'unknown-emails', { reconnect });
      expect(undone).toMatchObject({ restored: 10 });
      expect(await checksum(others, customers)).toBe(original);
    });

    it('after which the target cannot be asked needs a recovery', async () => {
      const plan = await bench.plan([unknownEmails]);
      let opened = 0;
      const open = async () => {
        if ((opened += 1) > 1) throw new FaultlineError('CONNECTION_FAILED', 'the server does not answer');
        return losingTheAnswer(await database.connect());
      };
      await expect(bench.apply([unknownEmails], plan, { open })).rejects.toMatchObject({
        code: 'RECOVERY_NEEDED',
        exitCode: 7,
        hint: expect.stringContaining('faultline recover'),
      });
    });
  });
});
