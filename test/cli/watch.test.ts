import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { duckdb, postgres, type TestEngine } from '../support/engines.ts';
import { openGate } from './gate.ts';
import type { Running } from './shell.ts';
import { farTotals, lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

/** Milliseconds, for a machine that has much to do. */
const patience = { timeout: 30_000 };

let shop: Shop;
let before: string;
let running: Running | undefined;

async function open(engine: TestEngine): Promise<void> {
  shop = await openShop(await engine.createDatabase());
  before = await shop.checksum();
}

function watch(...words: readonly string[]): Running {
  running = shop.shell.start('watch', '--auto-approve', '--log-format', 'json', ...words);
  return running;
}

/** Sends the signal; it ends as a service does, and leaves nothing open. */
async function expectCleanEnd(signal: 'SIGINT' | 'SIGTERM'): Promise<string> {
  running!.child.kill(signal);
  const { code, stdout, stderr } = await running!.ended;
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`"signal":"${signal}","event":"watch ended; what is active stays active"`);
  expect(stdout).toBe('Watching all targets of acme-dq. Ctrl+C ends it; what is active then stays active.\n');
  expect((await shop.shell.faultline('recover', '--lock-timeout', '2')).stdout).toBe('shop: nothing was left open.\n');
  return stderr;
}

afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  await shop.shell.remove('scenarios');
});

describe('watch on a DuckDB file', () => {
  beforeAll(() => open(duckdb));
  afterAll(() => shop.close());

  it('injects, heals what has expired, and follows files', async () => {
    await shop.shell.write('scenarios/a.yaml', scenarioFile('emails-vanish', [lostEmails], 'expires: 2 seconds'));
    const watching = watch();
    await watching.says(/"injected":"emails-vanish"/u);
    await watching.says(/"healed":"emails-vanish","nextDue":"when a file changes"/u);
    // Idle, it keeps nobody else from the file.
    expect(await shop.checksum()).toBe(before);

    await shop.shell.write('scenarios/far/b.yaml', scenarioFile('far-totals', [farTotals]));
    await watching.says(/"injected":"far-totals"/u);
    await shop.shell.write('scenarios/far/b.yaml', scenarioFile('far-totals', [farTotals.replace('total,', 'totl,')]));
    await watching.says(/"code":"UNKNOWN_COLUMN","place":"scenarios\/far\/b.yaml:\d+:\d+"/u);
    await shop.shell.write('scenarios/far/b.yaml', 'kind: [');
    await watching.says(
      /"code":"INVALID_YAML","place":"scenarios\/far\/b.yaml:1:\d+"[^\n]*the files before stay in force/u,
    );
    await shop.shell.remove('scenarios/far');
    await watching.says(/"healed":"far-totals"/u);
    expect(await shop.checksum()).toBe(before);
    await shop.shell.remove('scenarios');
    await watching.says(/"code":"NO_SCENARIOS"/u);
    await expectCleanEnd('SIGINT');
  });

  it('refuses to begin where nobody has approved it, with broken files, and in another form than text', async () => {
    await shop.shell.write('scenarios/a.yaml', 'kind: [');
    const outcomes = await Promise.all([
      shop.shell.faultline('watch'),
      shop.shell.faultline('watch', '--auto-approve'),
      shop.shell.faultline('watch', '--auto-approve', '--format', 'json'),
      shop.shell.faultline('watch', '--auto-approve', '--health-port', '70000'),
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([3, 3, 3, 3]);
    expect(outcomes[0]!.stderr).toContain('NOT_APPROVED');
    expect(outcomes[0]!.stderr).toContain('--auto-approve');
    expect(outcomes[1]!.stderr).toContain('INVALID_YAML');
    expect(outcomes[2]!.stdout).toContain('INVALID_ARGUMENT');
    expect(outcomes[3]!.stderr).toContain('INVALID_ARGUMENT');
  });
});

describe('watch on PostgreSQL', () => {
  /** Holds for every row at once as long as the table slow is empty. */
  const slowly = lostEmails.replace('}', ', where: "pg_sleep((select 60 * count(*) from slow)) is not null"}');

  beforeAll(async () => {
    await open(postgres);
    await shop.sql('create table slow (id integer primary key)');
  });
  afterAll(() => shop.close());

  const backends = () =>
    shop.select(
      `select wait_event from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );

  const untilItSleeps = () =>
    expect
      .poll(async () => (await backends()).filter(({ wait_event: event }) => event === 'PgSleep'), patience)
      .toHaveLength(1);

  const killSleepers = () =>
    shop.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
    );

  it('takes what arrives into the active run within its interval, and heals all of it with the file', async () => {
    const late = '{id: late, anomaly: stale-table, table: orders, amplitude: 1 buckets, sweep: 1 second}';
    await shop.shell.write('scenarios/a.yaml', scenarioFile('orders-late', [late]));
    const watching = watch();
    await watching.says(/"injected":"orders-late"/u);
    await shop.sql("insert into orders values (9001, 1, 5, 'new', timestamp '2026-01-10 13:00:00')");
    await watching.says(/"rows":1,[^\n]*"event":"arrivals taken"/u);
    expect(await shop.select('select * from orders where id = 9001')).toEqual([]);
    const [, run] = /"run":"(\w+)"[^\n]*"event":"arrivals taken"/u.exec(watching.output())!;
    expect((await shop.shell.faultline('show', run!)).stdout).toContain('201 (1 in 1 sweep)');
    await shop.shell.remove('scenarios/a.yaml');
    await shop.shell.write('scenarios/b.yaml', scenarioFile('far-totals', [farTotals], 'suspend: {reason: later}'));
    await watching.says(/"healed":"orders-late"/u);
    await expectCleanEnd('SIGTERM');
    expect(await shop.select('select * from orders where id = 9001')).toHaveLength(1);
    await shop.sql('delete from orders where id = 9001');
    expect(await shop.checksum()).toBe(before);
  });

  it('survives that its connection is killed, tells so, and holds no connection while it waits', async () => {
    await shop.sql('insert into slow values (1) on conflict do nothing');
    await shop.shell.write('scenarios/a.yaml', scenarioFile('emails-vanish', [slowly]));
    const watching = watch('--health-port', '0', '--log-level', 'debug');
    await watching.says(/"event":"round begun"/u);
    const [, url] = /"url":"([^"]+)\/healthz"/u.exec(watching.output())!;
    const get = async (path: string, method = 'GET') => {
      const response = await fetch(`${url}${path}`, { method });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    expect(await get('/readyz')).toEqual({ status: 503, body: { status: 'starting', pending: ['shop'] } });
    expect((await get('/healthz')).status).toBe(200);

    await untilItSleeps();
    await shop.sql('delete from slow');
    await killSleepers();
    await watching.says(/"code":"CONNECTION_LOST"[^\n]*"failures":1,"retryAt"/u);
    await watching.says(/"injected":"emails-vanish","failedBefore":\d/u);
    await expect.poll(backends, patience).toEqual([]);
    expect(await get('/readyz')).toEqual({ status: 200, body: { status: 'ok' } });
    expect((await get('/status')).body).toMatchObject({
      formatVersion: 1,
      files: null,
      targets: [{ target: 'shop', activeRuns: 1, error: null, failingSince: null, nextDue: null }],
    });
    expect((await get('/metrics')).status).toBe(404);
    expect((await get('/status', 'POST')).status).toBe(405);

    await expectCleanEnd('SIGTERM');
    expect((await shop.shell.faultline('rollback', '--all')).code).toBe(0);
    expect(await shop.checksum()).toBe(before);
  });

  it('outlives a server that goes and comes back, in the middle of a run as well as before its end', async () => {
    const gate = await openGate(shop.database.url);
    shop.shell.env['SHOP_URL'] = gate.url;
    await shop.shell.write('scenarios/c.yaml', scenarioFile('emails-expire', [slowly], 'expires: 3 seconds'));
    await shop.sql('insert into slow values (1) on conflict do nothing');
    const watching = watch();
    await untilItSleeps();
    await gate.shut();
    await watching.says(/"code":"CONNECTION_LOST"[^\n]*"failures":1,/u);
    // The server itself has not noticed yet.
    await killSleepers();
    await watching.says(/"code":"CONNECTION_FAILED"[^\n]*"failures":2,/u);
    await shop.sql('delete from slow');
    await gate.open();
    await watching.says(/"injected":"emails-expire","failedBefore":\d/u);
    await gate.shut();
    await watching.says(/"injected"[^$]*"code":"CONNECTION_FAILED"[^\n]*"failures":1,/u);
    await gate.open();
    await watching.says(/"healed":"emails-expire","failedBefore":\d/u);
    await expectCleanEnd('SIGTERM');
    await gate.shut();
    shop.shell.env['SHOP_URL'] = shop.database.url;
    expect(await shop.checksum()).toBe(before);
  });

  it('ends in the middle of a statement, with nothing half done', async () => {
    await shop.sql('insert into slow values (1) on conflict do nothing');
    await shop.shell.write('scenarios/b.yaml', scenarioFile('emails-slowly', [slowly]));
    const watching = watch('--log-level', 'debug');
    await watching.says(/"event":"round begun"/u);
    await untilItSleeps();
    await expectCleanEnd('SIGTERM');
    await shop.sql('delete from slow');
    expect(await shop.checksum()).toBe(before);
  });
});
