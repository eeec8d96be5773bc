import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineDisk, type Disk } from '../../../src/dataset/write/disk.ts';
import { fileFailure } from '../../../src/dataset/write/file-failure.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';
import { bytesIn, filesIn, outputOf, temporaryFolder, write } from './writing.ts';

const sources = await sourcesOf(
  datasetOf(
    'orders: {rows: 60, columns: {id: {type: integer, ordered: true}, country: {type: enum, values: {DE: 60%, AT: 40%}}}}',
  ),
);

describe('files that are in the way', () => {
  it('are named, and nothing is written', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'orders.csv'), 'mine');
    await expect(write({ folder, sources })).rejects.toMatchObject({
      code: 'DUPLICATE_OBJECT',
      message: `${folder} already has orders.csv, which this data set has not written`,
    });
    expect(filesIn(folder, true)).toEqual(['orders.csv']);
  });

  it('are counted where they are many', async () => {
    const folder = temporaryFolder();
    for (let number = 1; number <= 12; number += 1)
      writeFileSync(join(folder, `orders-${String(number).padStart(5, '0')}.csv`), 'mine');
    const refused = write({ folder, sources, output: outputOf('csv', { rowsPerFile: 5 }) });
    await expect(refused).rejects.toThrow('orders-00010.csv and 2 more, which this data set has not written');
  });

  it('are refused by --force as well where another has written them', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'orders.csv'), 'mine');
    await expect(write({ folder, sources, force: true })).rejects.toMatchObject({ code: 'DUPLICATE_OBJECT' });
    await expect(write({ folder, sources, force: true, dataset: 'other' })).rejects.toMatchObject({
      code: 'DUPLICATE_OBJECT',
    });
    expect(bytesIn(folder)).toEqual({ 'orders.csv': 'mine' });
  });

  it('and come while rows are made are left alone', async () => {
    const folder = temporaryFolder();
    const late = write({
      folder,
      sources,
      rowsOfStretch: 10,
      workers: 1,
      observe: () => writeFileSync(join(folder, 'orders.csv'), 'mine'),
    });
    await expect(late).rejects.toThrow('orders.csv has come from elsewhere while its rows were made');
    expect(bytesIn(folder)).toEqual({ 'orders.csv': 'mine' });
    rmSync(join(folder, 'orders.csv'));
    await write({ folder, sources, rowsOfStretch: 10, isContinued: true });
    expect(bytesIn(folder)['orders.csv']?.split('\n')).toHaveLength(62);
  });

  it('and were written by the data set itself are named together with the way out', async () => {
    const folder = temporaryFolder();
    await write({ folder, sources });
    await expect(write({ folder, sources })).rejects.toMatchObject({
      code: 'DUPLICATE_OBJECT',
      message: `${folder} already has the files of this data set: orders.csv`,
      hint: 'Replace them with --force, or choose another folder with --out.',
    });
  });
});

describe('--force', () => {
  it('removes what the data set has written and nothing else, with folders that are empty then', async () => {
    const folder = temporaryFolder();
    await write({ folder, sources, output: outputOf('csv', { partitionBy: ['country'] }) });
    writeFileSync(join(folder, 'orders', 'country=AT', 'notes.txt'), 'mine');
    await write({ folder, sources, force: true });
    expect(filesIn(folder)).toEqual(['orders.csv', 'orders/country=AT/notes.txt']);
    expect(readdirSync(join(folder, 'orders'))).toEqual(['country=AT']);
  });

  it('follows no link in place of a file or of a folder', async () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(elsewhere, 'orders.csv'), 'mine');
    await write({ folder, sources });
    rmSync(join(folder, 'orders.csv'));
    symlinkSync(join(elsewhere, 'orders.csv'), join(folder, 'orders.csv'));
    await expect(write({ folder, sources, force: true })).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });

    const split = temporaryFolder();
    const output = outputOf('csv', { partitionBy: ['country'] });
    await write({ folder: split, sources, output });
    rmSync(join(split, 'orders', 'country=DE'), { recursive: true });
    symlinkSync(elsewhere, join(split, 'orders', 'country=DE'));
    await expect(write({ folder: split, sources, output, force: true })).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
    });
    expect(filesIn(split)).toContain('orders/country=AT/orders.csv');
    expect(bytesIn(elsewhere)).toEqual({ 'orders.csv': 'mine' });
  });

  it('believes no record that leads out of the folder', async () => {
    const folder = join(temporaryFolder(), 'data');
    await write({ folder, sources });
    writeFileSync(join(folder, '..', 'precious.csv'), 'mine');
    const manifest = join(folder, '.faultline-shop.json');
    const text = readFileSync(manifest, 'utf8').replace('"orders.csv"', '"../precious.csv"');
    expect(text).toContain('../precious.csv');
    writeFileSync(manifest, text);
    await expect(write({ folder, sources, force: true })).rejects.toThrow('is no record of what Faultline has written');
    expect(readFileSync(join(folder, '..', 'precious.csv'), 'utf8')).toBe('mine');
  });

  it('makes parts behind no link', async () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(join(elsewhere, 'shop', 'growing'), { recursive: true });
    writeFileSync(join(elsewhere, 'shop', 'growing', 'precious'), 'mine');
    symlinkSync(elsewhere, join(folder, '.faultline-parts'));
    await expect(write({ folder, sources, force: true })).rejects.toThrow('.faultline-parts is no folder of Faultline');
    expect(readFileSync(join(elsewhere, 'shop', 'growing', 'precious'), 'utf8')).toBe('mine');
  });

  it('does not go together with --continue', async () => {
    const both = write({ folder: temporaryFolder(), sources, force: true, isContinued: true });
    await expect(both).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('a second run of the same files', () => {
  it('is refused while the first is at work', async () => {
    const folder = temporaryFolder();
    let second: Promise<unknown> | undefined;
    await write({
      folder,
      sources,
      rowsOfStretch: 10,
      observe: () => {
        second ??= write({ folder, sources, force: true }).catch((error: unknown) => error);
      },
    });
    expect(await second).toMatchObject({
      code: 'LOCKED',
      message: `process ${process.pid} on ${hostname()} is writing the same files`,
    });
  });

  it('takes over from a process that is gone, also where its number was given to another', async () => {
    const folder = temporaryFolder();
    const lock = join(folder, '.faultline-shop.lock');
    writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
    await write({ folder, sources });
    if (process.platform === 'linux') {
      writeFileSync(lock, JSON.stringify({ pid: process.ppid, host: hostname(), began: '1' }));
      await write({ folder, sources, force: true });
    }
    writeFileSync(lock, '');
    utimesSync(lock, 1, 1);
    await write({ folder, sources, force: true });
    expect(filesIn(folder, true)).toEqual(['.faultline-shop.json', 'orders.csv']);
  });

  it('is refused where the first may be at work on another machine', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.faultline-shop.lock'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
    await expect(write({ folder, sources })).rejects.toThrow('process 1 on elsewhere is writing the same files');
    expect(filesIn(folder, true)).toEqual(['.faultline-shop.lock']);
  });

  it('of another shard goes on beside it', async () => {
    const folder = temporaryFolder();
    await Promise.all([1, 2].map((number) => write({ folder, sources, shard: { number, count: 2 } })));
    expect(filesIn(folder, true)).toEqual([
      '.faultline-shop-1-of-2.json',
      '.faultline-shop-2-of-2.json',
      'orders-1-of-2.csv',
      'orders-2-of-2.csv',
    ]);
  });
});

describe('a folder that cannot be written', () => {
  it('is a file, or below one', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data'), '');
    const hint = 'Choose another folder with --out.';
    await expect(write({ folder: join(folder, 'data'), sources })).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
      hint,
    });
    await expect(write({ folder: join(folder, 'data', 'deep'), sources })).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
      hint,
    });
  });

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EACCES', 'PERMISSION_DENIED'],
    ['EROFS', 'PERMISSION_DENIED'],
    ['EIO', 'FILE_NOT_WRITTEN'],
  ])('says so for %s, and leaves what --continue needs', async (system, code) => {
    const output = outputOf('json', { partitionBy: ['country'] });
    const wish = { sources, output, rowsOfStretch: 10, recordEvery: 0, workers: 1 };
    const whole = temporaryFolder();
    await write({ ...wish, folder: whole });
    for (const life of [0, 1, 3, 6, 9]) {
      const folder = temporaryFolder();
      await expect(write({ ...wish, folder, disk: failingOnce(life, system) })).rejects.toMatchObject({ code });
      const left = filesIn(folder, true);
      expect(left.filter((path) => !path.startsWith('.faultline-parts/shop/growing/'))).toEqual(
        left.length === 0 ? [] : ['.faultline-shop.json'],
      );
      await write({ ...wish, folder, isContinued: true });
      expect(bytesIn(folder), `after ${life} copies`).toEqual(bytesIn(whole));
    }
  });
});

describe('rows that cannot be made', () => {
  it('leave nothing, not even the folder, where they are the first', async () => {
    const folder = join(temporaryFolder(), 'new', 'data');
    const bad = await sourcesOf(
      datasetOf(`orders: {rows: 9, columns: {id: {type: integer}, note: {expression: "'x' || id", as: BIGINT}}}`),
    );
    await expect(write({ folder, sources: bad })).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    expect(readdirSync(join(folder, '..', '..'))).toEqual([]);
  });

  it('leave what came before them where they are not', async () => {
    const folder = temporaryFolder();
    const columns = `{id: {type: integer, ordered: true}, note: {expression: "case when id > 1100 then 'x' || id else '1' end", as: BIGINT}}`;
    const bad = await sourcesOf(
      datasetOf(`lines: {rows: 9, columns: {id: {type: uuid}}}\norders: {rows: 1200, columns: ${columns}}`),
    );
    await expect(write({ folder, sources: bad, rowsOfStretch: 100 })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
    });
    expect(filesIn(folder)).toEqual(['lines.csv']);
    expect(filesIn(folder, true)).toContain('.faultline-shop.json');
  });
});

/** A disk that has no room for one copy, and then has. */
function failingOnce(life: number, code: string): Disk {
  let copies = 0;
  return {
    ...machineDisk,
    async copyInto(path, position, from, start, end) {
      copies += 1;
      if (copies !== life + 1) return machineDisk.copyInto(path, position, from, start, end);
      await machineDisk.copyInto(path, position, from, start, start + 1);
      throw fileFailure(path, Object.assign(new Error(code), { code }));
    },
  };
}
