import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLabelsPlace, removeLabels } from '../../src/cli/generate/labels-place.ts';
import type { Shard } from '../../src/dataset/choose-part.ts';
import { datasetOf } from '../dataset/dataset-of.ts';

const dataset = datasetOf('orders: {rows: 60, columns: {id: {type: integer}}}');

function begunIn(folder: string, shard?: Shard) {
  return { dataset, output: { kind: 'csv', with: { folder } }, shard, isContinued: false, isForced: false };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'faultline-labels-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function label(choice: ReturnType<typeof begunIn>, wanted?: string): Promise<string> {
  const { path, write } = await openLabelsPlace(choice, wanted);
  await write((file) => writeFile(file, 'labels'));
  return path;
}

describe('labels of a data set', () => {
  it('replace no file that the data set has not written, even by --force or --continue', async () => {
    const folder = temporaryFolder();
    const orders = join(folder, 'orders.csv');
    writeFileSync(orders, 'data');
    writeFileSync(join(folder, '.faultline-shop.json'), '{}');
    for (const how of [{}, { isForced: true }, { isContinued: true }])
      await expect(openLabelsPlace({ ...begunIn(folder), ...how }, orders)).rejects.toMatchObject({
        code: 'DUPLICATE_OBJECT',
        hint: 'Move it away, or name another file: --labels labels.csv.',
      });
    expect(readFileSync(orders, 'utf8')).toBe('data');
  });

  it('replace no file that has come while the data were made', async () => {
    const folder = temporaryFolder();
    const { path, write } = await openLabelsPlace(begunIn(folder), undefined);
    writeFileSync(path, 'mine');
    await expect(write((file) => writeFile(file, 'labels'))).rejects.toMatchObject({ code: 'DUPLICATE_OBJECT' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('replace their own by --force and --continue, also where the folder has moved', async () => {
    const folder = temporaryFolder();
    await label(begunIn(join(folder, 'data')));
    renameSync(join(folder, 'data'), join(folder, 'moved'));
    const moved = begunIn(join(folder, 'moved'));
    await expect(openLabelsPlace(moved, undefined)).rejects.toMatchObject({
      hint: 'Replace what the earlier run has written with --force, or name another file: --labels labels.csv.',
    });
    for (const how of [{ isForced: true }, { isContinued: true }])
      expect(await label({ ...moved, ...how })).toBe(join(folder, 'moved', 'shop.labels.csv'));
  });

  it('are removed by --force where they go elsewhere now, or nothing is broken any more', async () => {
    const folder = temporaryFolder();
    const first = await label(begunIn(folder));
    const second = await label({ ...begunIn(folder), isForced: true }, join(folder, 'apart', 'labels.jsonl'));
    expect([existsSync(first), existsSync(second)]).toEqual([false, true]);
    await removeLabels({ ...begunIn(folder), isForced: true });
    expect(readdirSync(folder)).toEqual(['apart']);
    expect(existsSync(second)).toBe(false);
  });

  it('of shards stand side by side', async () => {
    const folder = temporaryFolder();
    for (const number of [1, 2]) await label(begunIn(folder, { number, count: 2 }));
    expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual([
      'shop-1-of-2.labels.csv',
      'shop-2-of-2.labels.csv',
    ]);
  });

  it('have a form by their ending', async () => {
    await expect(openLabelsPlace(begunIn(temporaryFolder()), 'labels.txt')).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });
});
