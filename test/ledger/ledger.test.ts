import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { hasLedger, prepareLedger } from '../../src/ledger/prepare.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { recover } from '../../src/run/recover.ts';
import { checksum } from '../support/checksum.ts';
import { administer, testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run as execute } from '../support/statements.ts';
import { loadShop } from '../run/shop.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';

const emails = scenarioOf(
  'unknown-emails',
  '- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: 10 rows}',
);
const now = '2026-11-20T09:00:00.000Z';
const request = { schema: 'faultline', actor: 'tests', clock: () => new Date(), lockTimeout: 5 };

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeEach(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    await loadShop(connection);
  });
  afterEach(() => database.drop());

  it('is not there before the first apply, and reading it does not make it', async () => {
    expect(await hasLedger(connection, connection.server.ledgerSchema)).toBe(false);
    await bench.plan([emails]);
    expect(await recover(connection, request)).toEqual([]);
    expect(await bench.rollback(connection)).toEqual([]);
    await expect(bench.rollback(connection, 'unknown-emails')).rejects.toMatchObject({ code: 'UNKNOWN_RUN' });
    expect(await hasLedger(connection, connection.server.ledgerSchema)).toBe(false);
  });

  it('keeps what a run was made of, word for word', async () => {
    const plan = await bench.plan([emails]);
    await bench.apply([emails], plan, { actor: 'ada@example.com' });
    const [run] = await readRuns(connection, connection.server.ledgerSchema, { scenario: 'unknown-emails' });
    expect(run).toMatchObject({
      project: 'acme-dq',
      target: 'shop',
      state: 'applied',
      sequence: 1,
      actor: 'ada@example.com',
      fingerprint: emails.fingerprint,
      source: emails.source,
      path: 'scenarios/unknown-emails.yaml',
      planDigest: plan.digest,
      now: plan.now,
      origin: plan.origin,
      rows: 10,
      steps: [{ id: 'emails', ordinal: 1, effect: 'update', rows: 10 }],
    });
    expect(await readRuns(connection, connection.server.ledgerSchema, { state: 'rolled back' })).toEqual([]);
    expect(await readRuns(connection, connection.server.ledgerSchema, { project: 'other-dq' })).toEqual([]);
  });

  it('may have a schema of any name', async () => {
    await prepareLedger(connection, 'Fault "lines"', now);
    expect(await hasLedger(connection, 'Fault "lines"')).toBe(true);
    expect(await readRuns(connection, 'Fault "lines"')).toEqual([]);
  });

  it('of a newer version is left alone by everybody', async () => {
    await prepareLedger(connection, connection.server.ledgerSchema, now);
    await execute(connection, 'update faultline.ledger set version = 99');
    const tooNew = { code: 'LEDGER_TOO_NEW', exitCode: 1, message: expect.stringContaining('99') };
    await expect(bench.plan([emails])).rejects.toMatchObject(tooNew);
    await expect(prepareLedger(connection, connection.server.ledgerSchema, now)).rejects.toMatchObject(tooNew);
    await expect(recover(connection, request)).rejects.toMatchObject(tooNew);
    await expect(bench.rollback(connection)).rejects.toMatchObject(tooNew);
  });

  it('that got newer between plan and apply stops the apply', async () => {
    const plan = await bench.plan([emails]);
    await prepareLedger(connection, connection.server.ledgerSchema, now);
    await execute(connection, 'update faultline.ledger set version = 99');
    await expect(bench.apply([emails], plan)).rejects.toMatchObject({ code: 'LEDGER_TOO_NEW' });
    expect(Number((await rows(connection, 'select count(*) as n from customers where email is null'))[0]!['n'])).toBe(
      0,
    );
  });

  it('left half made by a crash is completed', async () => {
    await prepareLedger(connection, connection.server.ledgerSchema, now);
    await execute(connection, 'delete from faultline.ledger', 'drop table faultline.steps');
    await bench.converge([emails]);
    expect(await readRuns(connection, connection.server.ledgerSchema)).toHaveLength(1);
  });

  it('in a database that is open for reading only is not written', async () => {
    const plan = await bench.plan([emails]);
    await connection.close();
    const earlier = await database.connect({ readOnly: true });
    const before = await checksum(earlier, { schema: earlier.server.defaultSchema, name: 'customers' });
    await earlier.close();
    const attempt = bench.apply([emails], plan, { open: () => database.connect({ readOnly: true }) });
    await expect(attempt).rejects.toMatchObject({
      code: expect.stringMatching(/^(READ_ONLY_DATABASE|PERMISSION_DENIED)$/),
    });
    const reader = await database.connect({ readOnly: true });
    expect(await checksum(reader, { schema: reader.server.defaultSchema, name: 'customers' })).toBe(before);
    expect(await hasLedger(reader, reader.server.ledgerSchema)).toBe(false);
  });

  describe.runIf(engine.name === 'postgres')('for a user with few privileges', () => {
    const role = `faultline_reader_${randomBytes(4).toString('hex')}`;

    beforeEach(async () => {
      await administer(database.url, `drop role if exists ${role}`);
      await administer(database.url, `create role ${role} login password 'reader'`);
    });
    afterEach(async () => {
      await execute(connection, `drop owned by ${role}`, `drop role ${role}`);
    });

    const asReader = async () => {
      const url = new URL(database.url);
      url.username = role;
      url.password = 'reader';
      return database.connect({ url: url.href });
    };

    it('names the grants that are missing, and changes nothing', async () => {
      await execute(connection, `grant select on customers to ${role}`);
      const plan = await bench.plan([emails], { open: asReader });
      const [action] = plan.targets[0]!.actions;
      expect(action?.action === 'inject' && action.steps[0]!.warnings).toContainEqual(
        expect.stringContaining('lacks update'),
      );
      await expect(bench.apply([emails], plan, { open: asReader })).rejects.toMatchObject({
        code: 'PERMISSION_DENIED',
        hint: expect.stringContaining(`grant update on public.customers to ${role}`),
      });
      expect(await hasLedger(connection, connection.server.ledgerSchema)).toBe(false);
    });

    it('says what the ledger needs where it cannot be made', async () => {
      await execute(connection, `grant select, update on customers to ${role}`);
      const plan = await bench.plan([emails], { open: asReader });
      await expect(bench.apply([emails], plan, { open: asReader })).rejects.toMatchObject({
        code: 'PERMISSION_DENIED',
        hint: expect.stringMatching(/grant create on database \S+ to faultline_reader/),
      });
      expect(await hasLedger(connection, connection.server.ledgerSchema)).toBe(false);
    });

    it('is enough with a schema of its own for the ledger', async () => {
      await execute(
        connection,
        `grant select, update on customers to ${role}`,
        `create schema faultline authorization ${role}`,
      );
      await bench.apply([emails], await bench.plan([emails], { open: asReader }), { open: asReader });
      const reader = await asReader();
      expect((await bench.rollback(reader, 'unknown-emails'))[0]).toMatchObject({ restored: 10 });
      await reader.close();
    });

    it('lets nobody else read the snapshots', async () => {
      await bench.converge([emails]);
      const [run] = await readRuns(connection, connection.server.ledgerSchema);
      const reader = await asReader();
      await expect(rows(reader, `select * from faultline.${run!.steps[0]!.snapshot!.name}`)).rejects.toMatchObject({
        code: 'PERMISSION_DENIED',
      });
      await reader.close();
    });
  });
});
