import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '../../../src/anomaly/registry.ts';
import { brokenSources, type BrokenSources } from '../../../src/dataset/birth/broken-sources.ts';
import type { TableSource } from '../../../src/dataset/table-source.ts';
import type { Dataset } from '../../../src/model/dataset.ts';
import type { Label } from '../../../src/model/run.ts';
import { datasetOf, rowsOf, sourcesOf } from '../dataset-of.ts';

/** Rows of a table as objects of texts. */
export type Rows = readonly Readonly<Record<string, string | null>>[];

/** The tables of a data set before and after they were broken. */
export interface Broken {
  readonly dataset: Dataset;
  readonly clean: Readonly<Record<string, Rows>>;
  readonly rows: Readonly<Record<string, Rows>>;
  readonly labels: readonly Label[];
  readonly sources: BrokenSources;
  readonly folder: string;
}

/** Customers with a primary key, orders that refer to them and have none. */
export const shop = `
customers:
  rows: 1000
  primaryKey: id
  columns:
    id: {type: integer, from: 1, to: 50000, unique: true, ordered: true}
    email: {template: "c\${id}@example.com"}
    age: {type: integer, from: 18, to: 90}
    segment: {type: enum, values: {basic: 70%, pro: 25%, enterprise: 5%}}
orders:
  columns:
    customer_id: {references: customers.id, children: {poisson: 2}}
    amount: {type: integer, from: 1, to: 500}
    note: {type: string, min: 3, max: 12, nulls: 20%}
`;

export interface BreakingOptions {
  readonly workers?: number;
  /** What else stands in the file. */
  readonly rest?: string;
  /** Other tables in place of the parsed ones. */
  readonly tablesFrom?: (dataset: Dataset) => Dataset;
  readonly sourcesFrom?: (dataset: Dataset) => Promise<readonly TableSource[]>;
}

/** Breaks a data set and looks at it while its folder is there. @param anomalies YAML of the file's key, a list or a mapping in one line or several */
export async function withBroken<Result>(
  tables: string,
  anomalies: string,
  look: (broken: Broken) => Promise<Result> | Result,
  { workers = 2, rest = '', tablesFrom = (dataset) => dataset, sourcesFrom = sourcesOf }: BreakingOptions = {},
): Promise<Result> {
  const file = `now: 2026-11-21\n${rest}\nanomalies:\n${anomalies.trim().replaceAll(/^/gm, '  ')}`;
  const dataset = tablesFrom(datasetOf(tables.trim(), file));
  const folder = await mkdtemp(join(tmpdir(), 'faultline-birth-'));
  const given = await sourcesFrom(dataset);
  const { signal } = new AbortController();
  try {
    const sources = await brokenSources({
      dataset,
      sources: given,
      catalog,
      folder,
      workers,
      signal,
      observe: () => {},
    });
    try {
      const labels: Label[] = [];
      for await (const label of sources.labels()) labels.push(label);
      const [clean, rows] = [await tablesOf(given), await tablesOf(sources.sources)];
      return await look({ dataset, clean, rows, labels, sources, folder });
    } finally {
      sources.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function tablesOf(sources: readonly TableSource[]): Promise<Record<string, Rows>> {
  const tables: Record<string, Rows> = {};
  for (const source of sources) {
    const names = source.table.columns.map(({ name }) => name);
    const rows = await rowsOf(source);
    tables[source.table.name.name] = rows.map((row) =>
      Object.fromEntries(names.map((name, index) => [name, row[index]!])),
    );
  }
  return tables;
}

/** Numbers of the rows of a table that are bad. */
export function badRows({ sources, rows }: Broken, table: string): readonly number[] {
  const isBad = sources.isBad(table);
  return rows[table]!.flatMap((_, index) => (isBad?.(index) === true ? [index] : []));
}
