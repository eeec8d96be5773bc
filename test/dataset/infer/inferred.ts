import { catalog } from '../../../src/anomaly/registry.ts';
import { inferDataset, type InferOptions } from '../../../src/dataset/infer/infer-dataset.ts';
import { parseDataset } from '../../../src/dataset/parse/parse-dataset.ts';
import { valueTypes } from '../../../src/dataset/registry.ts';
import { loadTables } from '../../../src/dataset/target/load-tables.ts';
import type { Dataset } from '../../../src/model/dataset.ts';
import type { Connection } from '../../../src/model/engine.ts';
import type { ColumnProfile, TableProfile } from '../../../src/model/profile.ts';
import { findTable } from '../../../src/plan/find-table.ts';
import { profileTable } from '../../../src/plan/profile/profile-table.ts';
import { duckdb, type TestDatabase } from '../../support/engines.ts';
import { sourcesOf } from '../dataset-of.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A proposal, and the data set that it is read as. */
export interface Inferred {
  readonly text: string;
  readonly notes: readonly string[];
  readonly dataset: Dataset;
}

/** Proposes a data set from a database, in a transaction that only reads. */
export async function inferred(database: TestDatabase, options: Partial<InferOptions> = {}): Promise<Inferred> {
  const connection = await database.connect({ readOnly: true });
  await connection.begin('read only');
  try {
    const { text, notes } = await inferDataset(connection, { name: 'shop', source: 'the shop', ...options });
    const clock = () => new Date('2026-11-21T12:00:00Z');
    return { text, notes, dataset: parseDataset(text, 'shop.yaml', { types: valueTypes, catalog, clock }) };
  } finally {
    await connection.rollback();
    await connection.close();
  }
}

/** What a data set makes, in a database of DuckDB. */
export async function generated(dataset: Dataset): Promise<TestDatabase> {
  const database = await duckdb.createDatabase();
  const connection = await database.connect();
  await loadTables({
    connection,
    sources: await sourcesOf(dataset),
    parameters: { name: 'shop', create: true, append: false, onReject: 'fail', rowsPerTransaction: 100_000 },
    fingerprint: 'f1',
    isContinued: false,
    isForced: false,
    log: silent,
    observe: () => {},
  });
  await connection.close();
  return database;
}

/** What the values of a table are like. */
export async function profileOf(connection: Connection, table: string): Promise<TableProfile> {
  return profileTable(connection, await findTable(connection, table), undefined);
}

/** The profile of one column. */
export function columnIn({ columns }: TableProfile, name: string): ColumnProfile {
  return columns.find(({ column }) => column.name === name)!;
}
