import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { engine } from '../../../src/engine/duckdb/engine.ts';
import type { Anomaly, Catalog } from '../../../src/model/anomaly.ts';
import type { Connection } from '../../../src/model/engine.ts';
import { anomalyFiles } from '../anomaly-files.ts';
import type { GeneratedFile } from '../generated-file.ts';
import { anomalyPage, type Shown } from './anomaly-page.ts';
import { chartOf } from './chart-of.ts';
import { exampleSteps } from './example-steps.ts';
import type { SampleRow } from './example.ts';
import { fileExample } from './file-example.ts';
import { indexPage } from './index-page.ts';
import { neighboursOf } from './neighbours.ts';
import { performExample, readSampleRows } from './perform-example.ts';
import { sampleTables, writeSampleTables } from './sample-tables.ts';
import { svgDocument } from './svg.ts';

/** The folder of all pages; it holds nothing else. */
export const pagesFolder = 'docs/anomalies';

interface Samples {
  readonly connection: Connection;
  readonly catalog: Catalog;
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, SampleRow>>;
}

/** The index, and for each anomaly a page and, where it has one, a chart. @throws Error for an anomaly without an example */
export async function anomalyPages(): Promise<readonly GeneratedFile[]> {
  const anomalies = (await anomalyFiles()).map(({ anomaly }) => anomaly);
  const lacking = anomalies.filter(({ id, effect }) => effect !== 'file' && exampleSteps[id] === undefined);
  if (lacking.length > 0)
    throw new Error(`scripts/gen/pages/example-steps.ts has no example of ${lacking.map(({ id }) => id).join(', ')}`);
  const catalog = new Map(anomalies.map((anomaly) => [anomaly.id, anomaly]));
  return withSamples(catalog, async (samples) => {
    const files: GeneratedFile[] = [{ path: `${pagesFolder}/README.md`, text: indexPage(anomalies) }];
    for (const anomaly of anomalies) files.push(...(await filesOf(anomaly, anomalies, samples)));
    return files;
  });
}

async function filesOf(
  anomaly: Anomaly,
  anomalies: readonly Anomaly[],
  samples: Samples,
): Promise<readonly GeneratedFile[]> {
  const { shown, chart } = await shownOf(anomaly, samples).catch((error: unknown) => {
    throw new Error(`the example of ${anomaly.id} fails`, { cause: error });
  });
  const text = await anomalyPage(anomaly, shown, neighboursOf(anomaly, anomalies));
  return [
    { path: `${pagesFolder}/${anomaly.id}.md`, text },
    ...(chart === undefined ? [] : [{ path: `${pagesFolder}/${anomaly.id}.svg`, text: chart }]),
  ];
}

async function shownOf(
  anomaly: Anomaly,
  { connection, catalog, rows }: Samples,
): Promise<{ readonly shown: Shown; readonly chart: string | undefined }> {
  if (anomaly.effect === 'file') {
    const example = await fileExample(catalog, anomaly);
    return { shown: { kind: 'file', example, step: stepOf(anomaly, example.step) }, chart: undefined };
  }
  const { table: name, step, chart } = exampleSteps[anomaly.id]!;
  const table = sampleTables.find((each) => each.name === name)!;
  const written = `anomaly: ${anomaly.id}, table: ${name}${step === '' ? '' : `, ${step}`}`;
  const performed = await performExample(
    connection,
    catalog,
    table,
    `- {id: ${anomaly.id}, ${written}}`,
    rows.get(name)!,
  );
  return {
    shown: { kind: 'rows', performed, step: stepOf(anomaly, written), hasChart: chart !== undefined },
    chart: chart && svgDocument(chartOf(performed, chart)),
  };
}

function stepOf({ id }: Anomaly, written: string): object {
  return parse(`{id: ${id}, ${written}}`) as object;
}

async function withSamples<Result>(catalog: Catalog, work: (samples: Samples) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-pages-'));
  try {
    const path = join(folder, 'samples.duckdb');
    await writeSampleTables(path);
    const connection = await engine.connect({
      url: `duckdb:${path}`,
      root: folder,
      readOnly: true,
      connectTimeout: 10,
      statementTimeout: 120,
      lockTimeout: 10,
    });
    try {
      const rows = new Map<string, ReadonlyMap<string, SampleRow>>();
      for (const table of sampleTables) rows.set(table.name, await readSampleRows(connection, table));
      return await work({ connection, catalog, rows });
    } finally {
      await connection.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
