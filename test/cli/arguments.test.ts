import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../src/cli/version.ts';
import { at, documentOf, listAt } from './document.ts';
import { refused } from './refusal.ts';
import { createDuckDbDatabase } from '../support/engines.ts';
import { commandLine } from './shell.ts';
import { openShop, type Shop } from './shop.ts';

describe('arguments', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop(await createDuckDbDatabase());
  });
  afterAll(() => shop.close());

  it.each([
    [['aply'], 'Did you mean apply?'],
    [['plan', '--detailed-exit-code'], 'Did you mean --detailed-exitcode?'],
    [['plan', '--format', 'yaml', '--format', 'json'], 'Allowed choices are text, json, markdown'],
    [['apply', '--lock-timeout', 'soon'], 'a number of seconds is wanted'],
    [['rollback'], 'faultline status'],
    [['show'], 'faultline show --help'],
    [['inspect', 'shop', 'customers', 'orders'], 'faultline inspect --help'],
    [['inspect', 'shop', 'custmers'], 'Did you mean "customers"?'],
    [['status', '--target', 'shp'], 'Did you mean "shop"?'],
    [['catalog', 'nul-spike'], 'Did you mean "null-spike"?'],
    [['catalog', 'null'], 'Did you mean "null-spike"?'],
    [['plan', '--out', 'plan.txt'], 'Call it plan.json'],
    [['plan', '--sql', '--base', 'main'], 'Leave one of the two out'],
    [['labels', 'emails', '--out', 'labels.txt'], '.csv, .jsonl or .parquet'],
    [['watch', '--health-port', '99999'], '1 to 65535'],
    [['plan', '--project', 'nosuchdir'], 'there is no folder'],
    [['rollback', '--all', '--url', 'duckdb:shop.db', '--target', 'shop'], 'Leave --target out'],
    [['status', '--ledger-schema', 'ops'], 'ledger.schema says it'],
    [['completion', 'csh'], 'bash, zsh, fish'],
    [['labels', 'emails', '--as', 'parquet'], '--out labels.parquet'],
  ])('%j is refused with a way out', async (words, hint) => {
    const { code, stdout, stderr } = await shop.shell.faultline(...words, '--format', 'json');
    expect([code, stderr]).toEqual([3, expect.stringContaining(hint)]);
    expect(listAt(JSON.parse(stdout), 'errors')).toHaveLength(1);
    expect(stderr).not.toMatch(/\n +at .+:\d+:\d+/u);
  });

  it('a folder without a project says how to make one', async () => {
    expect(await refused(shop, 3, [['NO_PROJECT']], 'plan', '--project', '/')).toContain('faultline init');
  });

  it('help and version are results', async () => {
    expect(await shop.shell.faultline('--version')).toEqual({ code: 0, stdout: `${version()}\n`, stderr: '' });
    for (const words of [['--help'], ['help', 'apply'], ['apply', '--help']]) {
      expect(await shop.shell.faultline(...words)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('--format'),
        stderr: '',
      });
    }
    expect(await shop.shell.faultline()).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('Usage: faultline'),
    });
  });

  it('catalog explains every anomaly, all of them or one', async () => {
    expect(listAt(await documentOf(shop.shell, 0, 'catalog'), 'anomalies').length).toBeGreaterThan(9);
    expect(at(await documentOf(shop.shell, 0, 'catalog', 'null-spike'), 'id')).toBe('null-spike');
    expect((await shop.shell.faultline('catalog', 'null-spike')).stdout).toContain('null-spike');
  });

  it('those who ask for a log of JSON lines get nothing else on standard error', async () => {
    const { code, stdout, stderr } = await shop.shell.faultline('plan', '--log-format', 'json', '--log-level', 'debug');
    expect([code, stdout]).toEqual([3, '']);
    const lines = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines.at(-1)).toMatchObject({ level: 'error', code: 'NO_SCENARIOS', hint: expect.any(String) });
    expect(stderr).toContain('"stack"');
  });

  it('an output that cannot be written is an error, and the plan is not printed twice', async () => {
    await shop.shell.write(
      'scenarios/none.yaml',
      'apiVersion: faultline/v1\nkind: Scenario\nname: none\ntarget: shop\nsteps:\n  - {id: s, anomaly: null-spike, table: customers, column: email}\n',
    );
    const document = await documentOf(shop.shell, 1, 'plan', '--out', 'no/such/folder/plan.json');
    expect(document).toMatchObject({
      errors: [{ code: 'FILE_NOT_WRITTEN', message: expect.stringContaining('its folder does not exist') }],
    });
  });

  it('a reader who has seen enough is no error', async () => {
    const { stdout } = await shop.shell.start('catalog').ended;
    expect(stdout.split('\n').length).toBeGreaterThan(5);
    expect(
      await shop.shell.run('bash', '-c', `set -o pipefail; ${commandLine.join(' ')} --log-level debug plan | head -1`),
    ).toContain('acme-dq → shop');
  });
});
