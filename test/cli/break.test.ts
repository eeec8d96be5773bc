import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFilesDatabase } from '../support/files-database.ts';
import { rows } from '../support/statements.ts';
import { openShell, type Shell } from './shell.ts';

const orders = `id,email,amount,ordered_at
${Array.from({ length: 200 }, (_, index) => `${index + 1},c${index}@example.com,${(index % 9) + 0.5},2024-05-${String((index % 28) + 1).padStart(2, '0')}`).join('\n')}
`;

let shell: Shell;
beforeAll(async () => {
  shell = await openShell();
  await shell.write('orders.csv', orders);
});
afterAll(() => shell.remove());

const broken = ['break', 'orders.csv', 'null-spike:email=10%', 'outlier:amount=1%@8 sd', '--seed', '7'];

describe('faultline break', () => {
  it('breaks a copy of a file, without any project, and says which cells it changed', async () => {
    const { code, stdout, stderr } = await shell.faultline(...broken, '--out', 'broken.csv', '--labels', 'labels.csv');
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`Broke orders.csv into broken.csv
  ~ null-spike of email
      200 eligible × 10 % = 20 updated (10 % of 200)
      null rate 0 % → 10 %
  ~ outlier (8 sd) of amount
      200 eligible × 1 % = 2 updated (1 % of 200)
${stdout.split('\n')[6]}
Wrote 22 labels to labels.csv
`);
    expect(await shell.read('orders.csv')).toBe(orders);
    const [before, after] = [orders.split('\n'), (await shell.read('broken.csv')).split('\n')];
    const labels = (await shell.read('labels.csv')).trim().split('\n').slice(1);
    const changed = before.filter((line, index) => after[index] !== line).map((line) => line.split(',')[0]);
    expect(new Set(labels.map((line) => line.split(',')[4]))).toEqual(new Set(changed));
    expect(await readdir(shell.folder)).toEqual(['broken.csv', 'labels.csv', 'orders.csv']);
  });

  it('gives a file of its own where nothing changes', async () => {
    await shell.faultline('break', 'orders.csv', 'null-spike:email=0 rows', '--out', 'same.csv');
    const [input, output] = await Promise.all(['orders.csv', 'same.csv'].map((file) => stat(join(shell.folder, file))));
    expect(await shell.read('same.csv')).toBe(orders);
    expect(output!.ino).not.toBe(input!.ino);
    await rm(join(shell.folder, 'same.csv'));
  });

  it('breaks the same cells whatever the formats', async () => {
    await shell.faultline(...broken, '--out', 'broken.parquet', '--labels', 'labels.jsonl', '--format', 'json');
    await shell.faultline('break', 'broken.parquet', 'null-spike:id=0 rows', '--out', 'again.jsonl');
    const folder = await createFilesDatabase({
      'first.csv': await shell.read('broken.csv'),
      'second.parquet': await readFile(join(shell.folder, 'broken.parquet')),
      'third.jsonl': await shell.read('again.jsonl'),
    });
    const connection = await folder.connect({ readOnly: true });
    const select = 'select id, email, amount::double as amount, ordered_at::date as ordered_at from';
    const differences = await rows(
      connection,
      `select count(*) as found from ((${select} first except ${select} second) union all (${select} second except ${select} third)
        union all (${select} third except ${select} first))`,
    );
    expect(Number(differences[0]!['found'])).toBe(0);
    expect(Number((await rows(connection, 'select count(*) as n from third'))[0]!['n'])).toBe(200);
    await folder.drop();
  });

  it.each([
    [['null-spike:emial=10%', '--out', 'x.csv'], /UNKNOWN_COLUMN.*null-spike:emial=10%.*emial.*email/s],
    [['null-spik:email', '--out', 'x.csv'], /UNKNOWN_ANOMALY.*null-spik:email.*null-spike/s],
    [['null-spike:email=0.1', '--out', 'x.csv'], /INVALID_VALUE.*null-spike:email=0.1/s],
    [['null-spike email', '--out', 'x.csv'], /INVALID_ARGUMENT.*anomaly:column=volume@amplitude/s],
    [['null-spike:email', '--out', 'x.xlsx'], /INVALID_ARGUMENT.*x\.xlsx/s],
    [['null-spike:email', '--out', 'orders.csv', '--force'], /INVALID_ARGUMENT.*is the input/s],
    [['null-spike:email', '--out', 'broken.csv'], /INVALID_ARGUMENT.*broken\.csv is there already.*--force/s],
    [['null-spike:email', '--out', 'x.csv', '--labels', 'x.csv'], /INVALID_ARGUMENT.*twice/s],
    [['null-spike:email', '--out', 'none/x.csv'], /FILE_NOT_FOUND.*none/s],
    [['null-spike:email'], /--out/],
  ] as const)('refuses %j', async (words, says) => {
    const { code, stderr } = await shell.faultline('break', 'orders.csv', ...words);
    expect(code).toBe(3);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(says);
    expect(stderr).not.toMatch(/command line:/);
    expect(await shell.read('orders.csv')).toBe(orders);
    expect((await readdir(shell.folder)).filter((name) => /^(x|\.faultline)/.test(name))).toEqual([]);
  });
});
