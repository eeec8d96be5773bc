import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Kinds of output that are measured. */
const outputs = ['csv', 'parquet', 'nowhere'] as const;

/** How long a data set took, in a process of its own. */
export interface DataSetSpeed {
  readonly dataset: string;
  readonly output: (typeof outputs)[number];
  readonly rows: number;
  readonly values: number;
  /** Seconds of the whole command, start-up included. */
  readonly seconds: number;
  /** Highest memory that the process ever had, in megabytes. */
  readonly peak: number;
  /** Seconds that a plain loop takes to write a file of as many values; undefined for what is no CSV file. */
  readonly floor?: number | undefined;
}

interface Case {
  readonly title: string;
  readonly tables: (rows: number) => string;
  readonly rows: readonly number[];
  readonly outputs: readonly (typeof outputs)[number][];
  /** Values of one row, of the table with most rows. */
  readonly columns: number;
}

const quickStart = (rows: number) => `
  users:
    rows: ${rows}
    columns: {id: uuid, name: first_name}`;

const numbered = (rows: number) => `
  lines:
    rows: ${rows}
    columns:
      id: {type: integer, unique: true, ordered: true}
      text: {type: string, min: 16, max: 32}`;

/** A table that refers to one of a fiftieth of its rows. */
const related = (rows: number) => `
  users:
    rows: ${rows / 50}
    primaryKey: id
    columns:
      id: {type: integer, unique: true, ordered: true}
      first: first_name
      last: last_name
      email: {template: "\${lower(first)}.\${id}@example.com"}
      city: city
      country: country_code
      born: {type: date, from: 1940-01-01, to: 2005-12-31}
      score: {type: decimal, from: 0, to: 100, scale: 2}
      active: boolean
      joined: {type: timestamp, from: 2020-01-01, to: 2025-12-31}
  orders:
    rows: ${rows}
    columns:
      id: {type: integer, unique: true, ordered: true}
      user_id: {references: users.id}
      amount: {type: decimal, from: 1, to: 500, scale: 2}
      at: {type: timestamp, from: 2024-01-01, to: 2025-12-31}`;

const cases: readonly Case[] = [
  { title: 'quick start', tables: quickStart, rows: [1_000_000, 10_000_000], outputs: ['csv'], columns: 2 },
  { title: 'number and text', tables: numbered, rows: [3_000_000], outputs, columns: 2 },
  { title: 'two related tables', tables: related, rows: [500_000], outputs, columns: 4 },
];

/** Makes each data set in a process of its own, and a file of as many values by a plain loop in another. */
export function measureDataSets(): readonly DataSetSpeed[] {
  const results: DataSetSpeed[] = [];
  for (const { title, tables, rows, outputs: kinds, columns } of cases)
    for (const size of rows)
      for (const output of kinds) {
        results.push(measure(title, tables(size), output, { rows: size, columns }));
        process.stderr.write(`${title}, ${size} rows, ${output}: done\n`);
      }
  return results;
}

const child = fileURLToPath(new URL('data-set-child.ts', import.meta.url));

function measure(
  title: string,
  tables: string,
  output: DataSetSpeed['output'],
  largest: { readonly rows: number; readonly columns: number },
): DataSetSpeed {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
  try {
    const file = join(folder, 'dataset.yaml');
    writeFileSync(file, `apiVersion: faultline/v1\nkind: Dataset\nname: bench\nseed: 7\ntables:${tables}\n`);
    const words = output === 'nowhere' ? [] : ['--out', join(folder, 'data')];
    const made = run('generate', file, '--as', output, ...words);
    const loop =
      output === 'csv'
        ? run('loop', join(folder, 'loop.csv'), String(largest.rows), String(largest.columns))
        : undefined;
    const { tables: found } = JSON.parse(made.output) as {
      readonly tables: readonly { readonly rows: number; readonly columns: number }[];
    };
    return {
      dataset: title,
      output,
      rows: found.reduce((sum, table) => sum + table.rows, 0),
      values: found.reduce((sum, table) => sum + table.rows * table.columns, 0),
      seconds: made.seconds,
      peak: made.peak,
      floor: loop?.seconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns what the child wrote, its seconds and its highest memory in megabytes */
function run(...words: readonly string[]) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [child, ...words], { encoding: 'utf8' });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${words.join(' ')} failed: ${stderr}`);
  const peak = Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;
  return { output: stdout, seconds, peak };
}
