import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeNothing } from '../../../src/dataset/write/make-nothing.ts';
import { writeToStream } from '../../../src/dataset/write/write-to-stream.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';
import { outputOf, requestOf } from './request-of.ts';
import { temporaryFolder, write } from './writing.ts';

const sources = await sourcesOf(
  datasetOf(
    'orders: {rows: 300, columns: {id: {type: integer, ordered: true}, note: {expression: "\'a,b\' || chr(10)"}}}',
  ),
);
const [source] = sources;
const making = { ...requestOf(sources), source: source!, rowsOfStretch: 20 };

describe('a table that goes to a stream', () => {
  it.each(['csv', 'jsonl', 'json'] as const)('as %s has the bytes of its file', async (kind) => {
    const folder = temporaryFolder();
    await write({ folder, sources, output: outputOf(kind) });
    const chunks: Buffer[] = [];
    const to = new Writable({
      write(chunk: Buffer, _, done) {
        chunks.push(chunk);
        done();
      },
    });
    const report = await writeToStream({ ...making, output: outputOf(kind), to });
    const bytes = Buffer.concat(chunks);
    expect(bytes.toString()).toBe(readFileSync(join(folder, `orders.${kind}`), 'utf8'));
    expect(report.tables).toEqual([{ name: 'orders', rows: 300, bytes: bytes.length, files: [] }]);
    expect(to.writableEnded).toBe(false);
  });

  it('is made no faster than it is read', async () => {
    const to = new PassThrough({ highWaterMark: 16 });
    let made = 0;
    const done = writeToStream({
      ...making,
      source: {
        ...source!,
        openMaker: async (folder) => {
          const maker = await source!.openMaker(folder);
          return {
            ...maker,
            copy: (...copied) => {
              made += 1;
              return maker.copy(...copied);
            },
          };
        },
      },
      output: outputOf('csv'),
      to,
    });
    await once(to, 'readable');
    // Long enough for all of them, if nothing held them back.
    await sleep(100);
    // Two workers are at most four stretches ahead; the head is one more, and what is measured.
    expect(made).toBeLessThanOrEqual(6);
    to.resume();
    await done;
    expect(made).toBe(17);
  });

  it('ends quietly when its reader goes away', async () => {
    let taken = 0;
    const to = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        taken += 1;
        done(taken > 2 ? Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) : null);
      },
    });
    const report = await writeToStream({ ...making, output: outputOf('jsonl'), to });
    expect(report.tables[0]!.rows).toBeLessThan(300);
  });

  it('fails where the stream does', async () => {
    const to = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    });
    await expect(writeToStream({ ...making, output: outputOf('csv'), to })).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
  });

  it('is interrupted also while its reader lets it wait', async () => {
    const interruption = new AbortController();
    const to = new PassThrough({ highWaterMark: 16 });
    const stopped = writeToStream({
      ...making,
      signal: interruption.signal,
      output: outputOf('csv'),
      to,
    });
    await once(to, 'readable');
    interruption.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });

  it.each([
    ['parquet', {}],
    ['xlsx', {}],
    ['csv', { rowsPerFile: 10 }],
    ['csv', { partitionBy: ['id'] }],
  ] as const)('is refused as %s %j', async (kind, parameters) => {
    const refused = writeToStream({ ...making, output: outputOf(kind, parameters), to: new PassThrough() });
    await expect(refused).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });
});

describe('rows that go nowhere', () => {
  it('are all made', async () => {
    const seen: number[] = [];
    const report = await makeNothing(sources, { ...requestOf(sources), observe: ({ rows }) => seen.push(rows) });
    expect(report.tables).toEqual([{ name: 'orders', rows: 300, bytes: 0, files: [] }]);
    expect(seen).toEqual([300]);
  });

  it('are made with all their values: one that cannot be made fails', async () => {
    const bad = await sourcesOf(
      datasetOf(`orders: {rows: 9, columns: {id: {type: integer}, note: {expression: "'x' || id", as: BIGINT}}}`),
    );
    await expect(makeNothing(bad, requestOf(bad))).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });
});
