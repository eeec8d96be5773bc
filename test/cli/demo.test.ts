import { DuckDBInstance } from '@duckdb/node-api';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, listAt, parsed } from './document.ts';
import { commandLine, openShell, startIn, type Outcome, type Shell } from './shell.ts';

let shell: Shell;
beforeAll(async () => {
  shell = await openShell();
});
afterAll(() => shell.remove());

/** One row of the shop's database, whoever made it. */
async function ask(folder: string, query: string): Promise<readonly unknown[]> {
  const instance = await DuckDBInstance.create(join(shell.folder, folder, 'shop.duckdb'), { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(query)).getRowsJson()[0]!;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('faultline demo', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await shell.faultline('demo');
  }, 120_000);

  it('types the commands of the main job, one after the other, and shows what they say', () => {
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout.match(/^\$ faultline .*$/gmu)).toEqual([
      '$ faultline generate shop.yaml --to shop',
      '$ faultline inspect shop orders',
      '$ faultline plan --out plan.json',
      '$ faultline apply plan.json',
      '$ faultline status',
      '$ faultline labels totals-in-cents --out labels.csv',
      '$ faultline rollback --all',
    ]);
    expect(outcome.stdout).toMatch(/^shop, seed 7: 3 tables, 120,378 rows in /mu);
    expect(outcome.stdout).toMatch(/^Plan: 3 inject: \d+ rows changed\.$/mu);
    expect(outcome.stdout).toMatch(/^Injected totals-in-cents into shop: \d+ rows/mu);
    expect(outcome.stdout).toMatch(/^ {2}\w{8},cents,wrong-unit,main\.orders,\d+,total,[\d.]+,\d+\.00,1$/mu);
    expect(outcome.stdout).toMatch(/^Rolled back emails-vanish in shop: \d+ rows back/mu);
  });

  it('proves that what it broke is what it was', async () => {
    const [, before, broken, after] = /^customers +20,000 +(\w{12}) +(\w{12}) +(\w{12})$/mu.exec(outcome.stdout)!;
    expect(after).toBe(before);
    expect(broken).not.toBe(before);
    expect(outcome.stdout).toMatch(/^products +400 +\w{12} +as before +\w{12}$/mu);
    expect(outcome.stdout).toContain('Proved: customers and orders were changed, and every table is again what it was');
    expect(await ask('faultline-demo', 'select count(*) filter (email is null) from customers')).toEqual(['400']);
    expect(
      await ask(
        'faultline-demo',
        `select count(*) filter (total <> quantity * price), count(distinct channel) filter (ordered_at >= current_date - 2) from orders`,
      ),
    ).toEqual(['0', '3']);
  });

  it('is plain where there is no terminal', () => {
    expect(outcome.stdout).not.toContain('\u001b');
  });

  it('writes nowhere but in its folder, and never into one that holds something', async () => {
    expect(await readdir(shell.folder)).toEqual(['faultline-demo']);
    const files = await readdir(join(shell.folder, 'faultline-demo'), { recursive: true });
    const again = await shell.faultline('demo');
    expect(again).toMatchObject({ code: 3, stdout: '' });
    expect(again.stderr).toContain('faultline-demo is there already; nothing was written');
    expect(await readdir(join(shell.folder, 'faultline-demo'), { recursive: true })).toEqual(files);
    await shell.write('a-file', 'mine');
    expect(await shell.faultline('demo', 'a-file')).toMatchObject({ code: 3, stdout: '' });
    expect(await shell.read('a-file')).toBe('mine');
    expect(await shell.faultline('demo', 'nowhere/demo')).toMatchObject({ code: 3, stdout: '' });
    expect(await shell.faultline('demo', 'other', '--format', 'markdown')).toMatchObject({ code: 3, stdout: '' });
    expect(await readdir(shell.folder)).toEqual(['a-file', 'faultline-demo']);
  });
});

describe('faultline demo as a document, in a folder of my own', () => {
  const folder = 'my shop';
  let document: unknown;
  beforeAll(async () => {
    await mkdir(join(shell.folder, folder));
    document = parsed(await shell.faultline('demo', folder, '--format', 'json'), 0);
  }, 120_000);

  it('tells what every command has told', () => {
    const commands = listAt(document, 'commands');
    expect(commands.map((each) => at(each, 'command'))).toContain('faultline apply plan.json');
    for (const each of commands) expect(at(each, 'result', 'formatVersion')).toBe(1);
    const [, orders] = listAt(document, 'tables');
    expect(at(orders, 'table')).toBe('orders');
    expect(at(orders, 'after')).toBe(at(orders, 'before'));
    expect(at(orders, 'broken')).not.toBe(at(orders, 'before'));
  });

  it('breaks the last complete day in ways that a check sees and that were not there before', () => {
    const plan = listAt(document, 'commands').find((each) => at(each, 'command') === 'faultline plan --out plan.json');
    const steps = listAt(plan, 'result', 'targets', 0, 'actions').flatMap((action) => listAt(action, 'steps'));
    expect(steps.map((step) => at(step, 'anomaly'))).toEqual(['null-spike', 'missing-segment', 'wrong-unit']);
    for (const step of steps) {
      expect(listAt(step, 'predictions')).toContainEqual(expect.objectContaining({ fires: true, firesBefore: false }));
      const points = listAt(step, 'series', 'points');
      expect(points.length).toBeGreaterThanOrEqual(14);
      expect(at(points.at(-1), 'after')).not.toBe(at(points.at(-1), 'before'));
    }
  });

  it('names commands that work in the folder', async () => {
    const commands = listAt(document, 'next').map((each) => String(at(each, 'command')).split(' ').slice(1));
    expect(commands.length).toBeGreaterThan(3);
    for (const words of commands) {
      // Without a terminal nobody can say yes.
      const approval = words[0] === 'apply' ? ['--auto-approve'] : [];
      const cwd = join(shell.folder, folder);
      const { code, stderr } = await startIn({ cwd }, commandLine[0]!, [
        ...commandLine.slice(1),
        ...words,
        ...approval,
        '--log-level',
        'warn',
      ]).ended;
      expect(code, `${words.join(' ')}: ${stderr}`).toBe(0);
    }
    expect(await readdir(join(shell.folder, folder, 'data'))).toContain('orders.parquet');
    expect(await readdir(join(shell.folder, folder, 'scenarios'))).toHaveLength(4);
  }, 120_000);
});

it('ends a demo that is interrupted', async () => {
  const running = shell.start('demo', 'interrupted');
  await running.says(/^\$ faultline generate/mu);
  running.child.kill('SIGINT');
  const { code, stdout, stderr } = await running.ended;
  expect(code).toBe(130);
  expect(stderr).toContain('interrupted by SIGINT');
  expect(stderr).toContain('the demo ended before its end, and its folder stays');
  expect(stdout).not.toContain('Proved');
});
