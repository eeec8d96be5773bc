import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TableSource } from '../../../src/dataset/table-source.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';
import { dyingDisk } from './dying-disk.ts';
import { startWriting } from './start-writing.ts';
import { bytesIn, filesIn, outputOf, temporaryFolder, write, type Wish } from './writing.ts';

const tables = `
orders:
  rows: 35
  columns:
    id: {type: integer, ordered: true, unique: true}
    country: {type: enum, values: {DE: 60%, AT: 40%}}
lines:
  rows: 25
  columns: {id: {type: uuid}}
`;
let sources: readonly TableSource[];
beforeAll(async () => {
  sources = await sourcesOf(datasetOf(tables));
});

const outputs = [
  ['csv', {}],
  ['csv', { rowsPerFile: 12, compression: 'gzip' }],
  ['json', { partitionBy: { orders: ['country'] } }],
  ['parquet', { rowsPerFile: 20 }],
  ['parquet', { partitionBy: { orders: ['country'] } }],
] as const;

describe('a run that was killed', () => {
  it.each(outputs)('at any step of writing %s %j goes on to the same bytes', async (kind, parameters) => {
    const output = outputOf(kind, parameters);
    const wish = { sources, output, rowsOfStretch: 10, recordEvery: 0, workers: 1 };
    const whole = temporaryFolder();
    const counting = dyingDisk(Infinity);
    await write({ ...wish, folder: whole, disk: counting.disk });
    const expected = bytesIn(whole);
    const stride = Math.ceil(counting.steps() / 16);
    for (let life = 0; life < counting.steps(); life += stride) {
      const folder = temporaryFolder();
      await expect(write({ ...wish, folder, disk: dyingDisk(life).disk })).rejects.toThrow('killed');
      expectWhole(bytesIn(folder), expected);
      leaveLock(folder);
      await write({ ...wish, folder, isContinued: true });
      expect(bytesIn(folder), `after ${life} steps`).toEqual(expected);
      expect(filesIn(folder, true).filter((path) => path.startsWith('.'))).toEqual(['.faultline-shop.json']);
    }
  });

  it('while it went on goes on again', async () => {
    const wish = { sources, rowsOfStretch: 5, recordEvery: 0, workers: 2 };
    const whole = temporaryFolder();
    await write({ ...wish, folder: whole });
    const folder = temporaryFolder();
    let attempts = 0;
    for (let isDone = false; !isDone; attempts += 1) {
      isDone = await write({ ...wish, folder, isContinued: true, disk: dyingDisk(30 + attempts).disk }).then(
        () => true,
        () => false,
      );
      leaveLock(folder);
    }
    expect(attempts).toBeGreaterThan(2);
    expect(bytesIn(folder)).toEqual(bytesIn(whole));
  });

  it('by SIGKILL at an instant of its own goes on to the same bytes', async () => {
    const rows = 300_000;
    const big = await sourcesOf(datasetOf(bigTable(rows)));
    const whole = temporaryFolder();
    await write({ folder: whole, sources: big, rowsOfStretch: 10_000 });
    const folder = temporaryFolder();
    let kills = 0;
    for (const wait of [60, 150, 300]) {
      const child = startWriting({ folder, tables: bigTable(rows), rowsOfStretch: 10_000 });
      await child.hasBegun;
      await sleep(wait);
      if (await child.kill()) kills += 1;
      expectWhole(bytesIn(folder), bytesIn(whole));
    }
    expect(kills).toBeGreaterThan(0);
    await write({ folder, sources: big, rowsOfStretch: 10_000, isContinued: true, recordEvery: 0 });
    expect(bytesIn(folder)).toEqual(bytesIn(whole));
  });

  it('is refused without --continue or --force, which begins anew', async () => {
    const folder = await brokenOff();
    await expect(write({ ...broken, folder })).rejects.toMatchObject({
      code: 'DUPLICATE_OBJECT',
      message: expect.stringMatching(/has a run that was broken off after \d+ rows: orders.csv/) as string,
      hint: 'Go on with --continue, or make all files anew with --force.',
    });
    await write({ ...broken, folder, force: true });
    expect(filesIn(folder, true)).toEqual(['.faultline-shop.json', 'lines.csv', 'orders.csv']);
  });

  it('goes on by the same configuration only, and what differs is told', async () => {
    const folder = await brokenOff();
    const output = outputOf('csv', { delimiter: ';' });
    const configuration = { seed: '8', tables: { orders: { rows: 40 } } };
    await expect(write({ ...broken, folder, output, configuration, isContinued: true })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message:
        'the run was begun with another configuration: seed: "7" → "8", output.csv.delimiter: "," → ";", tables: none → {"orders":{"rows":40}}',
    });
  });

  it('goes on behind what is recorded, whatever stands there, and leaves no part of it', async () => {
    const folder = await brokenOff();
    const growing = join(folder, '.faultline-parts', 'shop', 'growing');
    for (const name of readdirSync(growing)) appendFileSync(join(growing, name), 'x'.repeat(100_000));
    writeFileSync(join(growing, 'stray'), 'x');
    await write({ ...broken, folder, isContinued: true });
    const whole = temporaryFolder();
    await write({ ...broken, folder: whole });
    expect(bytesIn(folder)).toEqual(bytesIn(whole));
    expect(readdirSync(folder)).not.toContain('.faultline-parts');
  });

  it('does not go on over parts that were tampered with', async () => {
    const folder = await brokenOff();
    rmSync(join(folder, '.faultline-parts'), { recursive: true });
    await expect(write({ ...broken, folder, isContinued: true })).rejects.toMatchObject({ code: 'STALE_PLAN' });
  });
});

describe('a run that is done', () => {
  it('is left as it is by --continue', async () => {
    const folder = temporaryFolder();
    const first = await write({ folder, sources });
    const second = await write({ folder, sources, isContinued: true });
    expect(second.tables).toEqual(first.tables);
  });

  it('is not taken for done where a file was changed', async () => {
    const folder = temporaryFolder();
    await write({ folder, sources });
    writeFileSync(join(folder, 'orders.csv'), 'mine');
    await expect(write({ folder, sources, isContinued: true })).rejects.toMatchObject({ code: 'STALE_PLAN' });
  });
});

describe('a run that is interrupted', () => {
  it('keeps what is there and says how to go on', async () => {
    const folder = temporaryFolder();
    const interruption = new AbortController();
    const stopped = write({
      folder,
      sources,
      rowsOfStretch: 5,
      signal: interruption.signal,
      observe: ({ table }) => table === 'lines' && interruption.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED', hint: 'Go on with --continue.' });
    expect(filesIn(folder)).toEqual(['orders.csv']);
    await write({ folder, sources, rowsOfStretch: 5, isContinued: true });
    const whole = temporaryFolder();
    await write({ folder: whole, sources, rowsOfStretch: 5 });
    expect(bytesIn(folder)).toEqual(bytesIn(whole));
  });

  it('in the middle of a long query stops at once, and leaves nothing where nothing was there', async () => {
    const folder = join(temporaryFolder(), 'data');
    const interruption = new AbortController();
    const endless = await sourcesOf(datasetOf('orders: {rows: 1000000000000, columns: {id: {type: uuid}}}'));
    const stopped = write({ folder, sources: endless, rowsOfStretch: 1e12, signal: interruption.signal });
    setTimeout(() => interruption.abort(), 100);
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(() => filesIn(folder)).toThrow('ENOENT');
  });
});

const broken = { rowsOfStretch: 5, recordEvery: 0, workers: 1 } satisfies Partial<Wish>;

/** A folder with a run that was broken off. */
async function brokenOff(): Promise<string> {
  const folder = temporaryFolder();
  await write({ ...broken, folder, sources, disk: dyingDisk(50).disk }).catch(() => {});
  leaveLock(folder);
  Object.assign(broken, { sources });
  return folder;
}

/** What stands under its name is whole. */
function expectWhole(found: Readonly<Record<string, string>>, whole: Readonly<Record<string, string>>): void {
  for (const [path, bytes] of Object.entries(found)) expect(bytes === whole[path], `${path} is whole`).toBe(true);
}

/** The lock of a killed process names one that is gone; within this process it is still there. */
function leaveLock(folder: string): void {
  rmSync(join(folder, '.faultline-shop.lock'), { force: true });
}

function bigTable(rows: number): string {
  return `orders: {rows: ${rows}, columns: {id: {type: integer, ordered: true}, note: {type: string, min: 16, max: 32}}}`;
}
