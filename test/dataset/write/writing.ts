import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { onTestFinished } from 'vitest';
import { writeFiles } from '../../../src/dataset/write/write-files.ts';
import type { WriteReport, WriteRequest } from '../../../src/dataset/write/write-request.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';
import { requestOf } from './request-of.ts';

export { outputOf } from './request-of.ts';

/** A folder for one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'faultline-write-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Tables with texts that files have a hard time with, with nulls, empty texts and all that engines have types for. */
export const shopTables = `
customers:
  rows: 1200
  primaryKey: id
  columns:
    id: {type: integer, unique: true, ordered: true}
    name: {type: string, min: 3, max: 9}
    country: {type: enum, values: {DE: 50%, AT: 25%, "a/b ü": 15%, "..": 10%}, nulls: 5%}
    note: {expression: "case id % 7 when 0 then '' when 1 then 'a,b' when 2 then 'l1' || chr(10) || 'l2' when 3 then 'say \\"hi\\"' when 4 then ' spaces ' when 5 then 'Zoë €' end"}
    score: {expression: "id / 4.0", as: "DECIMAL(9, 2)"}
    ratio: {expression: "1 / id", as: DOUBLE}
    active: {expression: "id % 2 = 0", as: BOOLEAN}
    born: {expression: "date '1960-01-01' + id::integer", as: DATE}
    seen: {expression: "timestamp '2026-11-21 09:30:00.5' + to_minutes(id)", as: TIMESTAMP}
    year: {expression: "2024 + id % 3", as: BIGINT}
orders:
  rows: 700
  columns:
    id: {type: uuid}
    customer_id: {references: customers.id}
`;

/** What is asked for, but for what a test says. */
export type Wish = Partial<WriteRequest> & { readonly folder: string };

/** Writes the shop, or other sources, as CSV unless told otherwise. */
export async function write({ sources, ...wish }: Wish): Promise<WriteReport> {
  const request = requestOf(sources ?? (await sourcesOf(datasetOf(shopTables))));
  return writeFiles({ ...request, rowsOfStretch: 100, ...wish });
}

/** Paths below a folder with slashes, sorted; hidden ones only where asked for. */
export function filesIn(folder: string, isHidden = false): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map((path) => String(path).split(sep).join('/'))
    .filter((path) => statSync(join(folder, path)).isFile())
    .filter((path) => isHidden || !path.startsWith('.'))
    .toSorted();
}

/** Bytes of all files below a folder, by path. */
export function bytesIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(filesIn(folder).map((path) => [path, readFileSync(join(folder, path)).toString('latin1')]));
}
