import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { generate } from '../../src/cli/commands/generate.ts';
import { makingProgress } from '../../src/cli/generate/making-progress.ts';
import type { Session } from '../../src/cli/session.ts';

const shown: string[] = [];
const session = {
  clock: () => new Date('2026-11-21T12:00:00Z'),
  log: { debug() {}, info() {}, warn() {}, error() {} },
  progress: { show: (line: string) => shown.push(line) },
} as unknown as Session;

it('does not begin anew and go on at once, whatever the output', async () => {
  await expect(generate(session, 'shop.yaml', { table: [], force: true, continue: true })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: '--force begins anew and --continue goes on',
  });
});

it('takes --labels only where something is broken', async () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'faultline-generate-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'shop.yaml');
  const head = 'apiVersion: faultline/v1\nkind: Dataset\nname: shop\n';
  writeFileSync(path, `${head}tables:\n  orders: {rows: 6, columns: {id: {type: integer}}}\n`);
  await expect(generate(session, path, { table: [], labels: 'labels.csv' })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    hint: 'Write anomalies: into the file, or leave --labels out.',
  });
});

it('shows more rows than were expected as all of them', () => {
  makingProgress(session)({ table: 'orders', rows: 80, of: 60 });
  expect(shown.at(-1)).toMatch(/^orders █{20} 100 % {2}80 rows/);
});
