import { readFile, rm } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';
import { join, sql } from '../../sql/sql.ts';
import type { TableSource } from '../table-source.ts';
import { makeInOrder } from './make-in-order.ts';
import type { Makers } from './makers.ts';
import { keyName, keyTexts, type Partitioning } from './partitioning.ts';
import { stretches } from './planned-table.ts';

/** Rows whose keys are looked at in one go. */
const rowsAtOnce = 1_000_000;

/**
 * The partitions that a table has, by the texts of their values; only the columns that they depend on are made.
 * @returns keys as `JSON.stringify` writes the texts, sorted
 * @throws LIMIT_EXCEEDED as soon as there are more than `most`
 */
export async function countPartitions(
  source: TableSource,
  { keys }: Partitioning,
  shop: { readonly makers: Makers; readonly folder: string; readonly workers: number; readonly most: number },
): Promise<readonly string[]> {
  const found = new Set<string>();
  const columns = sql`distinct ${join(keyTexts(keys))}`;
  await makeInOrder({
    jobs: source.from === source.to ? [] : stretches(source.from, source.to, rowsAtOnce),
    workers: shop.workers,
    ahead: 2 * shop.workers,
    async make({ from, to }, worker) {
      const maker = await shop.makers.makerOf(worker, source);
      const path = joinPath(shop.folder, `keys-${from}`);
      await maker.copy(from, to, path, sql`format json, array false`, columns);
      const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
      await rm(path);
      return lines.map((line) => {
        const row = JSON.parse(line) as Readonly<Record<string, string | null>>;
        return JSON.stringify(keys.map((_, index) => row[keyName(index)]));
      });
    },
    async take(these) {
      for (const key of these) found.add(key);
      if (found.size <= shop.most) return;
      const by = keys.map(({ name }) => name).join(', ');
      throw new FaultlineError(
        'LIMIT_EXCEEDED',
        `${source.table.name.name} has more than ${shop.most} partitions by ${by}; nothing was written`,
        { hint: 'Partition by columns with fewer values (`distinct: 200`), or raise maxFiles.' },
      );
    },
    onFailure: () => shop.makers.interrupt(),
  });
  return [...found].toSorted();
}
