import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withSentRecord } from '../../src/cli/generate/sent-record.ts';
import type { Sent } from '../../src/dataset/http/send-tables.ts';
import { datasetOf } from '../dataset/dataset-of.ts';

const dataset = datasetOf('orders: {rows: 60, columns: {id: {type: integer}}}');
const begun = { dataset, isContinued: false, isForced: false };
const sent: Sent = { formatVersion: 1, configuration: { seed: '7' }, run: 'a', tables: {} };

const before = process.cwd();
beforeEach(() => process.chdir(mkdtempSync(join(realpathSync(tmpdir()), 'faultline-sent-'))));
afterEach(() => {
  const folder = process.cwd();
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe('the record of what was sent', () => {
  it('stays where sending fails, is what the next run goes on from, and is gone once all is sent', async () => {
    const failing = withSentRecord(begun, async ({ keep }) => {
      await keep(sent);
      throw new Error('the server went away');
    });
    await expect(failing).rejects.toThrow('the server went away');
    expect(readdirSync('.')).toEqual(['.faultline-shop.http.json']);
    await expect(withSentRecord(begun, () => Promise.resolve())).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    const found = await withSentRecord({ ...begun, isContinued: true }, ({ resumeFrom }) =>
      Promise.resolve(resumeFrom),
    );
    expect(found).toEqual(sent);
    expect(readdirSync('.')).toEqual([]);
  });

  it('is told to be broken, with the way out, which works', async () => {
    for (const text of ['{"formatVersion": 1, "ta', '{}', '']) {
      writeFileSync('.faultline-shop.http.json', text);
      await expect(withSentRecord({ ...begun, isContinued: true }, () => Promise.resolve())).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
        hint: 'Send everything anew with --force.',
      });
    }
    const anew = withSentRecord({ ...begun, isForced: true }, ({ resumeFrom }) => Promise.resolve(resumeFrom));
    expect(await anew).toBeUndefined();
  });

  it('is of one run at a time; shards have one each', async () => {
    await withSentRecord(begun, async ({ keep }) => {
      await expect(withSentRecord({ ...begun, isForced: true }, () => Promise.resolve())).rejects.toMatchObject({
        code: 'LOCKED',
      });
      await keep(sent);
      await withSentRecord({ ...begun, shard: { number: 2, count: 3 } }, async (other) => {
        await other.keep(sent);
        expect(readdirSync('.')).toContain('.faultline-shop-2-of-3.http.json');
      });
      expect(readdirSync('.')).toEqual(['.faultline-shop.http.json', '.faultline-shop.http.lock']);
    });
  });
});
