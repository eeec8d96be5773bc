import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Anomaly, Catalog } from '../../../src/model/anomaly.ts';
import { engine } from '../../../src/engine/files/engine.ts';
import { planExample, scenarioOfExample } from './perform-example.ts';

/** A file before and after an example, its invisible characters as symbols. */
export interface FileExample {
  readonly name: string;
  readonly step: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const file = 'flights.csv';
/** As a partner would deliver them: the first flights of a year. */
const lines = [
  'id,flown_at,origin,destination,city,distance',
  '1,2001-01-01 00:01:00,LAS,PHL,"Las Vegas, NV",2176',
  '2,2001-01-01 00:01:00,ATL,SAV,"Atlanta, GA",215',
  '3,2001-01-01 00:01:00,MCI,MDW,"Kansas City, MO",405',
  '4,2001-01-01 00:01:00,ANC,LAX,"Anchorage, AK",2345',
  '5,2001-01-01 00:01:00,RIC,ORF,"Richmond, VA",75',
  '6,2001-01-01 00:01:00,ATL,TPA,"Atlanta, GA",406',
];

/** Damages a file in a folder of its own, as apply would, and reads it again. */
export async function fileExample(catalog: Catalog, anomaly: Anomaly): Promise<FileExample> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-pages-'));
  try {
    writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
    const before = visible(readFileSync(join(folder, file)));
    const step = `anomaly: ${anomaly.id}, table: flights`;
    await damage(folder, catalog, `- {id: ${anomaly.id}, ${step}}`);
    return { name: file, step, before, after: visible(readFileSync(join(folder, file))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function damage(folder: string, catalog: Catalog, step: string): Promise<void> {
  const connection = await engine.connect({
    url: `files:${folder}`,
    root: folder,
    readOnly: false,
    connectTimeout: 10,
    statementTimeout: 60,
    lockTimeout: 10,
  });
  try {
    const planned = await planExample(connection, catalog, scenarioOfExample(step, catalog), '2001-07-01T09:00:00Z');
    const { alteration } = planned;
    if (alteration?.change !== 'break files') throw new Error(`${planned.anomaly} breaks no files`);
    await connection.begin('read write');
    for (const each of alteration.files) await connection.files!.damage(planned.table, each, alteration.damage);
    await connection.commit();
  } finally {
    await connection.close();
  }
}

/** Lines as text, ends of lines and marks in front shown; at most nine. */
function visible(bytes: Buffer): readonly string[] {
  if (bytes.length === 0) return ['(empty, 0 bytes)'];
  const text = bytes.toString('utf8').replaceAll('\uFEFF', '<EF BB BF>').replaceAll('\r', '␍').replaceAll('\t', '␉');
  return text
    .split(/(?<=\n)/u)
    .map((line) => (line.endsWith('\n') ? `${line.slice(0, -1)}␊` : line))
    .slice(0, 9);
}
