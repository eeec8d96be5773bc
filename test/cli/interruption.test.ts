import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { at, documentOf, listAt } from './document.ts';
import { hasTerminals, type Outcome, type Running } from './shell.ts';
import { lostEmails, openShop, projectFile, scenarioFile, type Shop } from './shop.ts';
import { slowly, untilSlow } from './slow-statement.ts';

describe.each(testEngines)('interrupted on $name', (engine) => {
  let shop: Shop;
  let before: string;

  beforeAll(async () => {
    shop = await openShop(await engine.createDatabase());
    await shop.sql('create table slow (id integer primary key)');
    await shop.shell.write(
      'scenarios/emails.yaml',
      scenarioFile('emails-vanish', [lostEmails.replace('}', `, where: "${slowly[engine.name]}"}`)]),
    );
    before = await shop.checksum();
    expect((await shop.shell.faultline('plan', '--out', 'plan.json')).code).toBe(0);
  });
  afterEach(async () => {
    await shop.sql('delete from slow');
    expect(await shop.checksum(), 'nothing was changed').toBe(before);
  });
  afterAll(() => shop.close());

  /** A command that has come so far as to say it, in a database that has become slow. */
  async function slowed(pattern: RegExp, ...words: readonly string[]): Promise<Running> {
    await shop.sql('insert into slow values (1)');
    const running = shop.shell.start(...words, '--log-level', 'debug', '--log-format', 'json');
    await running.says(pattern);
    await untilSlow(shop);
    return running;
  }

  /** It ended soon after the signal, and told that it did nothing. */
  async function expectInterruption(ended: Promise<Outcome>, by: string): Promise<void> {
    const started = performance.now();
    const { code, stderr } = await ended;
    expect(code, stderr).toBe(130);
    expect(stderr).toContain(`interrupted by ${by}; nothing was changed`);
    // Far below the minutes of the statement; not a measure of speed.
    expect(performance.now() - started).toBeLessThan(20_000);
  }

  /** The lock is free, no run is open, and no snapshot is left over. */
  async function expectNothingLeft(): Promise<void> {
    expect((await shop.shell.faultline('recover', '--lock-timeout', '2')).stdout).toBe(
      'shop: nothing was left open.\n',
    );
    const tables = listAt(await documentOf(shop.shell, 0, 'inspect'), 'tables').map((table) =>
      String(at(table, 'name')),
    );
    expect(tables.filter((name) => name.startsWith('snapshot'))).toEqual([]);
  }

  it.each(['SIGINT', 'SIGTERM'] as const)('%s in the middle of a change undoes it', async (signal) => {
    const running = await slowed(/target locked/u, 'apply', 'plan.json');
    running.child.kill(signal);
    await expectInterruption(running.ended, signal);
    await shop.sql('delete from slow');
    await expectNothingLeft();
  });

  it('SIGINT in the middle of a plan ends it', async () => {
    await shop.sql('insert into slow values (1)');
    const running = shop.shell.start('plan');
    await sleep(1_000);
    running.child.kill('SIGINT');
    await expectInterruption(running.ended, 'SIGINT');
  });

  it('SIGINT while waiting for another Faultline ends the wait', async () => {
    const other = await occupy(shop);
    const running = shop.shell.start('apply', 'plan.json', '--log-level', 'debug');
    await sleep(1_200);
    running.child.kill('SIGINT');
    await expectInterruption(running.ended, 'SIGINT');
    await other.end();
    await expectNothingLeft();
  });

  it('SIGINT at any instant leaves all or nothing', async () => {
    const { shell } = shop;
    for (const delay of [250, 400, 550, 700, 900]) {
      const running = shell.start('apply', 'plan.json');
      await sleep(delay);
      running.child.kill('SIGINT');
      const { code, stdout, stderr } = await running.ended;
      // A process that has told its result may still be on its way out when the signal comes.
      if (code === 0 || stdout.includes('Injected')) {
        expect(stdout).toContain('Injected emails-vanish into shop: 40 rows');
        expect((await shell.faultline('rollback', '--all')).code).toBe(0);
        expect((await shell.faultline('resume', 'emails-vanish')).code).toBe(0);
      } else {
        // Node itself ends a process that has not come so far as to listen to signals.
        expect([130, null], stderr).toContain(code);
      }
      expect(await shop.checksum(), `after ${delay} ms (exit code ${code}): ${stderr}`).toBe(before);
    }
    await expectNothingLeft();
  });

  it.skipIf(!hasTerminals)('Ctrl+C and SIGTERM at the question change nothing (takes python3)', async () => {
    for (const by of ['SIGINT', 'SIGTERM'] as const) {
      const running = shop.shell.onTerminal('apply', '--no-color');
      await running.says(/Type yes to apply it: /u);
      if (by === 'SIGINT') running.child.stdin.write('\u0003');
      else running.child.kill(by);
      const { code, stdout } = await running.ended;
      expect([code, stdout]).toEqual([130, expect.stringContaining(`interrupted by ${by}; nothing was changed`)]);
    }
  });

  it('SIGKILL in the middle of a change leaves a run open, which recover settles', async () => {
    const running = await slowed(/target locked/u, 'apply', 'plan.json');
    running.child.kill('SIGKILL');
    await running.ended;
    expect(listAt(await documentOf(shop.shell, 0, 'status'), 'targets', 0, 'open')).toMatchObject([
      { scenario: 'emails-vanish' },
    ]);
    const refused = await documentOf(shop.shell, 7, 'rollback', 'emails-vanish');
    expect(refused).toMatchObject({
      errors: [{ code: 'RECOVERY_NEEDED', hint: expect.stringContaining('faultline recover') }],
    });
    expect((await shop.shell.faultline('recover')).stdout).toContain(
      '1 run had changed nothing yet and is forgotten: emails-vanish',
    );
    await shop.sql('delete from slow');
    await expectNothingLeft();
  });

  it('what was done in one target before the interruption in another is told', async () => {
    const first = await openShop(await engine.createDatabase());
    try {
      await first.sql('create table slow (id integer primary key)');
      const { shell } = shop;
      shell.env['FIRST_URL'] = first.database.url;
      const targets = projectFile().replace(
        '  shop:',
        '  first:\n    url: ${env:FIRST_URL}\n    environment: test\n  shop:',
      );
      await shell.write('faultline.yaml', targets);
      await shell.write(
        'scenarios/emails.yaml',
        (await shell.read('scenarios/emails.yaml')).replace('target: shop', 'target: "*"'),
      );
      expect((await shell.faultline('plan', '--out', 'both.json')).code).toBe(0);
      const running = await slowed(/"target":"shop".*target locked/u, 'apply', 'both.json', '--concurrency', '1');
      running.child.kill('SIGINT');
      const { code, stderr } = await running.ended;
      expect([code, stderr]).toEqual([
        130,
        expect.stringContaining('interrupted by SIGINT; what was done in first before stays done'),
      ]);
      expect((await shell.faultline('rollback', '--all', '--target', 'first')).stdout).toContain('40 rows back');
    } finally {
      await first.close();
      await shop.shell.write('faultline.yaml', projectFile());
    }
  });

  it.skipIf(engine.name !== 'postgres' || process.env['FAULTLINE_TEST_POSTGRES_URL'] !== undefined)(
    'a second SIGINT ends a process that cannot finish (takes the server of the tests)',
    async () => {
      const running = await slowed(/target locked/u, 'apply', 'plan.json');
      const [backend] = await shop.select(
        `select pid from pg_stat_activity where datname = current_database() and application_name = 'faultline' and wait_event = 'PgSleep'`,
      );
      const pid = Number(backend!['pid']);
      process.kill(pid, 'SIGSTOP');
      try {
        running.child.kill('SIGINT');
        await sleep(1_000);
        expect(running.child.exitCode).toBeNull();
        running.child.kill('SIGINT');
        expect((await running.ended).code).toBe(130);
      } finally {
        process.kill(pid, 'SIGCONT');
      }
      expect((await shop.shell.faultline('recover')).stdout).toContain('1 run had changed nothing yet');
    },
  );
});

/** Somebody else has the target: on a server the ledger's row, of a file the whole. */
async function occupy({ database }: Shop): Promise<{ end(): Promise<void> }> {
  if (database.url.startsWith('duckdb:')) {
    const connection = await database.connect();
    return { end: () => connection.close() };
  }
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('begin');
  await client.query('update faultline.ledger set held_at = held_at');
  return client;
}
