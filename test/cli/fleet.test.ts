import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { at, listAt } from './document.ts';
import { lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

/** Accepts connections and never answers, until it is told to hang up. */
async function silentServer(): Promise<{ readonly url: string; hangUp(): void; readonly server: Server }> {
  const sockets = new Set<{ destroy(): unknown }>();
  const server = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return { url: `postgres://nobody@127.0.0.1:${port}/silent`, hangUp, server };
}

describe.each(testEngines)('a fleet on $name with a silent and a broken target', (engine) => {
  let shops: readonly Shop[];
  let shop: Shop;
  let silent: Awaited<ReturnType<typeof silentServer>>;
  let before: readonly string[];
  const checksums = () => Promise.all(shops.map((each) => each.checksum()));

  beforeAll(async () => {
    shops = await Promise.all(['a', 'b', 'c'].map(async () => openShop(await engine.createDatabase())));
    shop = shops[0]!;
    silent = await silentServer();
    // One of them has no such column.
    await shops[2]!.sql('alter table customers rename column email to mail');
    const { shell } = shop;
    const urls = [...shops.map(({ database }) => database.url), silent.url];
    for (const [index, url] of urls.entries()) shell.env[`CUSTOMER_${index}`] = url;
    const targets = urls.map(
      (_, index) => `  customer-${index}: {url: "\${env:CUSTOMER_${index}}", environment: test}`,
    );
    await shell.write(
      'faultline.yaml',
      ['apiVersion: faultline/v1', 'kind: Project', 'project: acme-dq', 'targets:', ...targets, ''].join('\n'),
    );
    await shell.write(
      'scenarios/emails.yaml',
      scenarioFile('emails-vanish', [lostEmails]).replace('target: shop', 'target: customer-*'),
    );
  });
  beforeEach(async () => {
    before = await checksums();
  });
  afterAll(async () => {
    silent.hangUp();
    silent.server.close();
    await Promise.all(shops.map((each) => each.close()));
  });

  /** The command's outcome; the silent server hangs up when the others have said what the pattern matches. */
  async function amongSilence(pattern: RegExp, ...words: readonly string[]) {
    const running = shop.shell.start(...words, '--log-level', 'debug', '--log-format', 'json');
    await running.says(pattern);
    silent.hangUp();
    return running.ended;
  }

  /** The command's outcome, the silent server hanging up now and then. */
  async function soonHungUp(...words: readonly string[]) {
    const hangingUp = setInterval(silent.hangUp, 200);
    return shop.shell.faultline(...words).finally(() => clearInterval(hangingUp));
  }

  it('is planned but for those two, and says which and why', async () => {
    const { code, stdout } = await soonHungUp('plan', '--format', 'json');
    expect(code).toBe(1);
    const plan: unknown = JSON.parse(stdout);
    expect(listAt(plan, 'targets').map((target) => at(target, 'target'))).toEqual(['customer-0', 'customer-1']);
    expect(listAt(plan, 'failures')).toMatchObject([
      { target: 'customer-2', problems: [{ code: 'UNKNOWN_COLUMN', place: { file: 'scenarios/emails.yaml' } }] },
      { target: 'customer-3', problems: [{ code: expect.stringMatching(/^CONNECTION_/u) }] },
    ]);
  });

  it('is applied to those that answer, while one is silent', async () => {
    const committed =
      /"target":"customer-(\d)"[^\n]*"event":"committed"[^]*"target":"customer-(?!\1)\d"[^\n]*"event":"committed"/u;
    const { code, stdout, stderr } = await amongSilence(committed, 'apply', '--auto-approve');
    expect(code).toBe(1);
    expect(stdout).toContain('Injected emails-vanish into customer-0: 40 rows');
    expect(stdout).toContain('Injected emails-vanish into customer-1: 40 rows');
    expect(stderr).toMatch(/"code":"UNKNOWN_COLUMN"[^\n]*customer-2|customer-2[^\n]*"code":"UNKNOWN_COLUMN"/u);
    expect(stderr).toMatch(/customer-3/u);
    const after = await checksums();
    expect(after.map((text, index) => text === before[index])).toEqual([false, false, true]);
  });

  it('tells what is active where it can be asked, and takes it back there', async () => {
    const status = await soonHungUp('status', '--format', 'json');
    expect(status.code).toBe(1);
    const report: unknown = JSON.parse(status.stdout);
    expect(listAt(report, 'targets').map((target) => [at(target, 'target'), listAt(target, 'active').length])).toEqual([
      ['customer-0', 1],
      ['customer-1', 1],
      ['customer-2', 0],
    ]);
    expect(listAt(report, 'failures')).toMatchObject([{ target: 'customer-3' }]);
    const { code, stdout } = await shop.shell.faultline(
      'rollback',
      '--all',
      '--target',
      'customer-{0,1,2}',
      '--concurrency',
      '2',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('Rolled back emails-vanish in customer-0: 40 rows back');
    expect(stdout).toContain('Rolled back emails-vanish in customer-1: 40 rows back');
  });
});
