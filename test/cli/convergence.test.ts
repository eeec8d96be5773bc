import { DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { at, documentOf, listAt } from './document.ts';
import { farTotals, lostEmails, openShop, projectFile, scenarioFile, type Shop } from './shop.ts';

describe.each(testEngines)('a project, as a person types it, on $name', (engine) => {
  let shop: Shop;
  let before: string;

  beforeAll(async () => {
    shop = await openShop(await engine.createDatabase());
    before = await shop.checksum();
  });
  afterAll(() => shop.close());

  const json = (code: number, ...words: readonly string[]) => documentOf(shop.shell, code, ...words);
  const git = (...words: readonly string[]) =>
    shop.shell.run('git', '-c', 'user.name=Ada', '-c', 'user.email=ada@shop.example', ...words);

  async function actions(...words: readonly string[]): Promise<unknown> {
    const plan = await json(0, 'plan', ...words);
    return Object.fromEntries(
      listAt(plan, 'targets', 0, 'actions').map((each) => [at(each, 'scenario'), at(each, 'action')]),
    );
  }

  async function activeRuns(): Promise<unknown> {
    const status = await json(0, 'status');
    return Object.fromEntries(
      listAt(status, 'targets', 0, 'active').map((each) => [at(each, 'scenario'), at(each, 'rows')]),
    );
  }

  it('init writes a project that is valid, and never over a file that is there', async () => {
    const { shell } = shop;
    await shell.remove('faultline.yaml');
    const refused = await shell.faultline('init', '--url', 'nowhere.duckdb');
    expect(refused.stderr).toContain('the URL of the target has no scheme');
    const made = await shell.faultline('init', '--name', 'acme-dq', '--url', 'duckdb:nowhere.duckdb');
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('Wrote faultline.yaml') });
    expect(await shell.faultline('validate')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Valid: 1 scenario, 1 step\.\nWARNING emails-vanish begins or ends by the clock/u),
    });
    expect(await json(3, 'init')).toMatchObject({ errors: [{ code: 'INVALID_ARGUMENT' }] });
    await shell.write('faultline.yaml', projectFile());
    await shell.remove('scenarios/first.yaml');
  });

  it('a project without scenario files changes nothing', async () => {
    expect(await json(3, 'apply', '--auto-approve')).toMatchObject({ errors: [{ code: 'NO_SCENARIOS' }] });
  });

  it('inspect shows the tables, and of one table the columns and what suits them', async () => {
    expect(at(await json(0, 'inspect'), 'tables')).toMatchObject([{ name: 'customers' }, { name: 'orders' }]);
    const { code, stdout } = await shop.shell.faultline('inspect', 'shop', 'customers');
    expect(code).toBe(0);
    expect(stdout).toMatch(/400[^]*email[^]*null-spike/u);
    expect(stdout).not.toContain('customer1@shop.example');
  });

  it('plan shows what would happen and writes nothing', async () => {
    const { shell } = shop;
    await shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    await shell.write('scenarios/totals.yaml', scenarioFile('far-totals', [farTotals]));
    await git('init', '--quiet', '--initial-branch', 'main');
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'Two scenarios');
    const { code, stdout, stderr } = await shell.faultline('plan', '--detailed-exitcode');
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(stdout).toContain('400 eligible × 10 % = 40 updated');
    expect(stdout).not.toContain('customer1@shop.example');
    expect(await shop.checksum()).toBe(before);
    expect(at(await json(0, 'inspect'), 'tables')).toHaveLength(2);
    expect((await shell.faultline('plan', '--format', 'markdown')).stdout).toContain('emails-vanish');
  });

  it('apply carries out a saved plan, and its labels are what it changed', async () => {
    const { shell } = shop;
    expect((await shell.faultline('plan', '--out', 'plan.json')).code).toBe(0);
    const applied = await json(0, 'apply', 'plan.json');
    expect(listAt(applied, 'targets', 0, 'injected')).toMatchObject([
      { scenario: 'emails-vanish', rows: 40 },
      { scenario: 'far-totals', rows: 20 },
    ]);
    expect(await activeRuns()).toEqual({ 'emails-vanish': 40, 'far-totals': 20 });
    expect(await json(0, 'verify', 'emails-vanish')).toMatchObject({ isIntact: true, standing: { intact: 40 } });
    const [row] = await shop.select('select count(*) as lost from customers where email is null');
    expect(Number(row!['lost'])).toBe(40);
  });

  it('labels are the same in every form, and name every cell', async () => {
    const { shell } = shop;
    for (const out of ['labels.csv', 'labels.jsonl', 'labels.parquet']) {
      expect(await json(0, 'labels', 'emails-vanish', '--out', out)).toMatchObject({ labels: 40, path: out });
    }
    const { stdout } = await shell.faultline('labels', 'emails-vanish');
    expect(stdout).toBe(await shell.read('labels.csv'));
    const [csv, jsonl, parquet] = await Promise.all([
      readBack(`read_csv('${join(shell.folder, 'labels.csv')}', all_varchar = true)`),
      readBack(`read_json('${join(shell.folder, 'labels.jsonl')}', format = 'newline_delimited')`),
      readBack(`'${join(shell.folder, 'labels.parquet')}'`),
    ]);
    expect(csv).toHaveLength(40);
    expect(jsonl).toEqual(csv);
    expect(parquet).toEqual(csv);
    const gone = await shop.select('select id from customers where email is null order by id');
    expect(csv).toEqual(gone.map(({ id }) => `${String(id)}: email was customer${String(id)}@shop.example, is null`));
  });

  it('a second apply changes nothing', async () => {
    const broken = await shop.checksum();
    expect((await shop.shell.faultline('plan', '--detailed-exitcode')).code).toBe(0);
    const { code, stdout } = await shop.shell.faultline('apply', '--auto-approve');
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing to do: 2 scenarios are active as written.');
    expect(await shop.checksum()).toBe(broken);
  });

  it('a changed file is taken back and injected anew', async () => {
    await shop.shell.write(
      'scenarios/emails.yaml',
      scenarioFile('emails-vanish', [lostEmails.replace('}', ', volume: 25}')]),
    );
    await git('commit', '--quiet', '--all', '--message', 'Fewer lost e-mails');
    expect(await actions()).toEqual({ 'emails-vanish': 'replace', 'far-totals': 'keep' });
    const { code, stdout, stderr } = await shop.shell.faultline('apply', '--auto-approve');
    expect(code).toBe(0);
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      {
        level: 'info',
        event: 'run taken back',
        scenario: 'emails-vanish',
        target: 'shop',
        rows: 40,
        ms: expect.any(Number),
      },
      {
        level: 'info',
        event: 'step applied',
        run: expect.any(String),
        scenario: 'emails-vanish',
        step: 'emails',
        target: 'shop',
        rows: 25,
      },
      { level: 'info', event: 'committed', target: 'shop', rows: 25, restored: 40 },
    ]);
    expect(stdout).toMatch(/Healed +emails-vanish in shop: 40 rows back[^]*Injected emails-vanish into shop: 25 rows/u);
    const [row] = await shop.select('select count(*) as lost from customers where email is null');
    expect(Number(row!['lost'])).toBe(25);
  });

  it('what is undone with its transaction is not in the log', async () => {
    const { shell } = shop;
    const file = await shell.read('scenarios/emails.yaml');
    await shell.write('scenarios/emails.yaml', file.replace('volume: 25', 'volume: 30%'));
    expect((await shell.faultline('plan', '--out', 'plan.json')).code).toBe(0);
    await shop.sql(
      "insert into customers select 5000 + i, 'New', 'new@shop.example', 'DE', null from generate_series(1, 100) as g(i)",
    );
    const { code, stderr } = await shell.faultline('apply', 'plan.json');
    expect(code).toBe(4);
    expect(stderr).toContain('nothing was changed');
    expect(stderr).not.toMatch(/run taken back|step applied|committed/u);
    expect(await activeRuns()).toMatchObject({ 'emails-vanish': 25 });
    await shop.sql('delete from customers where id >= 5000');
    await shell.write('scenarios/emails.yaml', file);
  });

  it('a file that is missing on another branch, or outside of the paths, heals nothing, unless it is pruned', async () => {
    await git('switch', '--quiet', '--create', 'feature');
    await git('rm', '--quiet', 'scenarios/emails.yaml');
    expect(await actions()).toEqual({ 'emails-vanish': 'leave', 'far-totals': 'keep' });
    expect((await shop.shell.faultline('apply', '--auto-approve')).code).toBe(0);
    expect(await activeRuns()).toEqual({ 'emails-vanish': 25, 'far-totals': 20 });
    expect(await actions('--prune')).toEqual({ 'emails-vanish': 'heal', 'far-totals': 'keep' });
    await git('commit', '--quiet', '--message', 'No lost e-mails');
    await git('switch', '--quiet', 'main');
    expect(await actions('scenarios/totals.yaml')).toEqual({ 'far-totals': 'keep' });
  });

  it('git revert heals the database', async () => {
    await git('cherry-pick', 'feature');
    expect(await actions()).toEqual({ 'emails-vanish': 'heal', 'far-totals': 'keep' });
    expect((await shop.shell.faultline('apply', '--auto-approve')).stdout).toContain(
      'Healed   emails-vanish in shop: 25 rows back',
    );
    await git('revert', '--no-edit', 'HEAD');
    expect(await actions()).toEqual({ 'emails-vanish': 'inject', 'far-totals': 'keep' });
  });

  it('what was rolled back by hand is held until it is resumed', async () => {
    const { shell } = shop;
    const back = await shell.faultline('rollback', 'far-totals');
    expect(back).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Rolled back far-totals in shop: 20 rows back'),
    });
    expect(await shop.checksum()).toBe(before);
    await git('rm', '--quiet', 'scenarios/emails.yaml');
    expect((await shell.faultline('apply', '--auto-approve')).stdout).toContain('rolled back by hand');
    expect(await shop.checksum()).toBe(before);
    expect(listAt(await json(0, 'status'), 'targets', 0, 'held')).toMatchObject([{ scenario: 'far-totals' }]);
    expect(await json(0, 'resume', 'far-totals')).toMatchObject({ targets: ['shop'] });
    expect(await json(3, 'resume', 'far-totals')).toMatchObject({ errors: [{ code: 'UNKNOWN_RUN' }] });
    expect(at(await json(0, 'apply', '--auto-approve'), 'targets', 0, 'injected')).toMatchObject([{ rows: 20 }]);
  });

  it('what others have changed is a conflict at its rollback, and never overwritten', async () => {
    const { shell } = shop;
    const [label] = (await shell.faultline('labels', 'far-totals', '--as', 'jsonl')).stdout.split('\n');
    const id = String(at(JSON.parse(label!), 'key'));
    await shop.sql(`update orders set total = 1.23 where id = ${id}`);
    expect(await json(1, 'verify', 'far-totals')).toMatchObject({
      isIntact: false,
      standing: { intact: 19, conflicting: 1 },
    });
    const changed = await shop.checksum();
    expect(await json(6, 'rollback', 'far-totals')).toMatchObject({ errors: [{ code: 'ROLLBACK_CONFLICT' }] });
    expect(await shop.checksum()).toBe(changed);
    const skipped = await shell.faultline('rollback', 'far-totals', '--on-conflict', 'skip');
    expect(skipped.stdout).toContain('19 rows back, 1 row left as others made them');
    await shop.sql(`update orders set total = ${String(at(JSON.parse(label!), 'before'))} where id = ${id}`);
    expect(await shop.checksum()).toBe(before);
  });

  it('what has expired is taken back by the next apply, for good', async () => {
    const { shell } = shop;
    await shell.write(
      'scenarios/totals.yaml',
      scenarioFile('far-totals', [farTotals.replace('20', '30')], 'expires: 1 second'),
    );
    expect((await shell.faultline('apply', '--auto-approve')).stdout).toContain(
      'Injected far-totals into shop: 30 rows',
    );
    await sleep(1_000);
    expect((await shell.faultline('apply', '--auto-approve')).stdout).toContain(
      'Healed   far-totals in shop: 30 rows back',
    );
    expect(await actions()).toEqual({ 'far-totals': 'hold' });
    expect(await shop.checksum()).toBe(before);
  });

  it('history and show tell what was', async () => {
    const runs = listAt(await json(0, 'history'), 'targets', 0, 'runs');
    expect(runs.map((run) => [at(run, 'scenario'), at(run, 'endReason')])).toEqual([
      ['far-totals', 'expired'],
      ['far-totals', 'manual'],
      ['emails-vanish', 'removed'],
      ['far-totals', 'manual'],
      ['emails-vanish', 'changed'],
    ]);
    const newest = String(at(runs[0], 'id'));
    expect(await json(0, 'show', newest)).toMatchObject({
      id: newest,
      scenario: 'far-totals',
      source: expect.stringContaining('kind: Scenario'),
    });
    expect((await shop.shell.faultline('show', newest)).stdout).toMatch(/expired/u);
    expect(await json(3, 'show', 'nothing-such')).toMatchObject({ errors: [{ code: 'UNKNOWN_RUN' }] });
  });
});

/** Labels as sentences, in the order of their keys. */
async function readBack(source: string): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `select key || ': ' || "column" || ' was ' || before || ', is ' || coalesce(nullif(cast("after" as varchar), ''), 'null') from ${source} order by cast(key as integer)`,
  );
  const labels = reader.getRows().map(([label]) => String(label));
  connection.closeSync();
  instance.closeSync();
  return labels;
}
