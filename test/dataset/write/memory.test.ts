import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startWriting } from './start-writing.ts';
import { temporaryFolder } from './writing.ts';

const megabytes = 400;

it('takes no more memory for 3 million rows than a small machine has', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const columns = '{id: {type: integer, ordered: true, unique: true}, note: {type: string, min: 16, max: 32}}';
  const child = startWriting({ folder, tables: `orders: {rows: 3000000, columns: ${columns}}` });
  const { peak } = (await child.end()) as { readonly peak: number };
  expect(statSync(join(folder, 'orders.csv')).size).toBeGreaterThan(90_000_000);
  expect(peak / 1e6).toBeLessThan(megabytes);
});
