import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configurationDiff } from '../../../src/dataset/write/configuration-diff.ts';
import { makeInOrder } from '../../../src/dataset/write/make-in-order.ts';
import { stretches } from '../../../src/dataset/write/planned-table.ts';
import { splitRecords } from '../../../src/dataset/write/split-records.ts';
import { encodeText } from '../../../src/dataset/write/text-encoding.ts';
import { temporaryFolder } from './writing.ts';

describe('runs of records', () => {
  it('are found in any CSV, whatever stands in its values', async () => {
    const folder = temporaryFolder();
    const value = fc
      .string({ unit: fc.constantFrom('"', '\n', '\r', ',', 'a', 'é') })
      .map((text) => `"${text.replaceAll('"', '""')}"`);
    const run = fc.array(
      fc
        .array(fc.oneof(value, fc.constantFrom('', '12')), { minLength: 1, maxLength: 3 })
        .map((row) => `${row.join()}\r\n`),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 6 }), async (runs) => {
        const text = Buffer.from(runs.flat().join(''));
        const path = join(folder, 'part');
        writeFileSync(path, text);
        const frame = { between: Buffer.alloc(0), close: Buffer.alloc(0), trim: { start: 0, end: 0 }, isQuoted: true };
        const counts = runs.map((rows) => rows.length);
        const ranges = await splitRecords(path, { start: 0, end: text.length }, counts, frame);
        expect(ranges.map(({ start, end }) => text.toString('utf8', start, end))).toEqual(
          runs.map((rows) => rows.join('')),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('that were counted wrongly are refused', async () => {
    const path = join(temporaryFolder(), 'part');
    writeFileSync(path, 'a\nb\nc\n');
    const frame = { between: Buffer.alloc(0), close: Buffer.alloc(0), trim: { start: 0, end: 0 }, isQuoted: true };
    await expect(splitRecords(path, { start: 0, end: 6 }, [1, 1], frame)).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(splitRecords(path, { start: 0, end: 6 }, [2, 2], frame)).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});

describe('an encoding', () => {
  it.each(['latin1', 'windows-1252'] as const)(
    '%s has every byte for one character, as other decoders read it',
    (encoding) => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      const text = encoding === 'latin1' ? bytes.toString('latin1') : new TextDecoder('windows-1252').decode(bytes);
      const refuse = (character: string) => expect.fail(character);
      expect(encodeText(text, encoding, refuse)).toEqual(bytes);
    },
  );

  it('has a question mark for each character that it lacks', () => {
    const lacking: string[] = [];
    const bytes = encodeText('a😀b\u0100', 'windows-1252', (character) => lacking.push(character));
    expect(bytes.toString('latin1')).toBe('a?b?');
    expect(lacking).toEqual(['😀', '\u0100']);
  });
});

describe('work that is taken in order', () => {
  it('is taken once each in the order of the jobs, few of them ahead, whatever takes how long', async () => {
    const delays = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(delays, fc.integer({ min: 1, max: 4 }), fc.scheduler(), async (jobs, workers, scheduler) => {
        const taken: number[] = [];
        let open = 0;
        const all = makeInOrder<number, number>({
          jobs: jobs.map((_, index) => index),
          workers,
          ahead: 2 * workers,
          make: async (job) => {
            open += 1;
            expect(open).toBeLessThanOrEqual(2 * workers);
            return scheduler.schedule(Promise.resolve(job));
          },
          take: async (made) => {
            await scheduler.schedule(Promise.resolve());
            taken.push(made);
            open -= 1;
          },
        });
        await scheduler.waitFor(all);
        expect(taken).toEqual(jobs.map((_, index) => index));
      }),
      { numRuns: 50 },
    );
  });

  it('ends with the first failure once all work has ended, and takes nothing behind it', async () => {
    const [taken, ended]: [number[], number[]] = [[], []];
    let isTold = false;
    const failing = makeInOrder<number, number>({
      jobs: [0, 1, 2, 3, 4, 5],
      workers: 2,
      ahead: 4,
      async make(job) {
        await Promise.resolve();
        if (job === 2) throw new Error('no rows');
        ended.push(job);
        return job;
      },
      take: async (made) => void taken.push(made),
      onFailure: () => (isTold = true),
    });
    await expect(failing).rejects.toThrow('no rows');
    expect(isTold).toBe(true);
    expect(taken.every((job) => job < 2)).toBe(true);
    expect(ended).not.toContain(5);
  });
});

describe('stretches', () => {
  it('cover all rows once, in order, and begin at multiples of their size', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 99 }), (from, count, size) => {
        const found = [...stretches(from, from + count, size)];
        expect(
          found.flatMap((each) => Array.from({ length: each.to - each.from }, (_, index) => each.from + index)),
        ).toEqual(Array.from({ length: count }, (_, index) => from + index));
        for (const each of found.slice(1)) expect(each.from % size).toBe(0);
        expect(found.map(({ isLast }) => isLast)).toEqual(found.map((_, index) => index === found.length - 1));
      }),
    );
  });
});

describe('two configurations', () => {
  it('differ by keys, entries of lists by their names', () => {
    const before = {
      seed: '7',
      tables: [
        { name: 'orders', rows: 10, columns: { id: { type: 'uuid' } } },
        { name: 'lines', rows: 1 },
      ],
    };
    const after = {
      seed: '7',
      tables: [
        { name: 'lines', rows: 1 },
        { name: 'orders', rows: 20, columns: { id: { type: 'integer' } } },
      ],
      locale: 'de',
    };
    expect(configurationDiff(before, after)).toEqual([
      'tables.orders.rows: 10 → 20',
      'tables.orders.columns.id.type: "uuid" → "integer"',
      'order of tables: orders, lines → lines, orders',
      'locale: none → "de"',
    ]);
  });

  it('are the same whatever the order of their keys', () => {
    expect(configurationDiff({ a: 1, b: [1, { c: 2, d: 3 }] }, { b: [1, { d: 3, c: 2 }], a: 1 })).toEqual([]);
  });
});
