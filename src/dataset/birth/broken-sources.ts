import { mkdir } from 'node:fs/promises';
import { openScratch, type Scratch } from '../../engine/duckdb/scratch.ts';
import type { Catalog } from '../../model/anomaly.ts';
import type { Dataset } from '../../model/dataset.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { Label } from '../../model/run.ts';
import type { TableSource } from '../table-source.ts';
import { reshaped } from './reshaped.ts';
import { birthLabels } from './birth-labels.ts';
import { phasesOf } from './birth-step.ts';
import { breakMix } from './break-mix.ts';
import { breakPhase, openBench, type Workbench } from './break-phase.ts';
import { checkAnomalies } from './check-anomalies.ts';
import { inWordsOfFile } from './in-words-of-file.ts';
import { laidTable } from './laid-table.ts';
import { layTable } from './lay-table.ts';
import { mixedSteps } from './mixed-steps.ts';
import { isBadIn, settleTables } from './settle-tables.ts';
import { stepsOf } from './steps-of.ts';
import { tableOf } from './table-of.ts';
import { tablesToLay } from './tables-to-lay.ts';

export interface BreakRequest {
  readonly dataset: Dataset;
  /**
   * The tables of the data set as they are generated. What is broken, and how much of it, goes by the rows between `from` and
   * `to`; steps of tables that are not among them are left out.
   */
  readonly sources: readonly TableSource[];
  readonly catalog: Catalog;
  /** A folder for this alone, absolute; it is made where it is not there. Whoever gives it removes it after `close`. */
  readonly folder: string;
  /** Makers of rows side by side. */
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly observe: (event: BirthEvent) => void;
}

/** What has been done. */
export type BirthEvent =
  /** Rows of a table are there to be broken. */
  | { readonly event: 'made'; readonly table: string; readonly rows: number; readonly of: number }
  /** A step has changed rows. */
  | { readonly event: 'broken'; readonly step: string; readonly rows: number }
  /** A broken table is ready to be written. */
  | { readonly event: 'settled'; readonly table: string; readonly rows: number };

/** The tables of a data set with what its `anomalies` break in them. */
export interface BrokenSources {
  /**
   * The same tables in the same order. Rows come in the order in which they were generated; behind them those that steps have
   * added; those that steps have deleted are missing. Tables that no step changes are the ones that were given.
   */
  readonly sources: readonly TableSource[];
  /** The ground truth, in the order of the steps, then of the keys; it may be read as often as one likes. */
  labels(): AsyncIterable<Label>;
  /** The steps as they were planned, and made. */
  readonly steps: readonly PlannedStep[];
  /** Whether a row of a table is bad, by its number in `sources`: a step has changed or added it. Undefined where none is. */
  isBad(table: string): ((row: number) => boolean) | undefined;
  /** Ends what labels are read from; sources go on as long as the folder is there. */
  close(): void;
}

/**
 * Generates the tables that are to be broken, and breaks them: as `apply` does in a database, by the seed and the clock of the
 * data set. The same data set gives the same rows and labels, whatever the number of workers.
 * @throws ProblemsError with the places in the data set's file; INTERRUPTED, DISK_FULL
 */
export async function brokenSources(request: BreakRequest): Promise<BrokenSources> {
  const { dataset, catalog, folder, signal } = request;
  checkAnomalies(dataset, catalog);
  await mkdir(folder, { recursive: true });
  const scratch = await openScratch(folder, signal);
  try {
    return await breakAll(request, scratch);
  } catch (error) {
    scratch.close();
    throw inWordsOfFile(error, dataset);
  }
}

async function breakAll(request: BreakRequest, scratch: Scratch): Promise<BrokenSources> {
  const { dataset, sources, catalog, folder, workers, signal, observe } = request;
  const isThere = (name: string | undefined) => sources.some(({ table }) => table.name.name === name);
  const placed = stepsOf(dataset).filter(({ step }) => isThere(tableOf(step)));
  const mixes = mixedSteps(dataset, catalog, []).filter(({ table }) => isThere(table));
  const steps = [...placed, ...mixes.flatMap((mix) => mix.steps)].map(({ step }) => step);
  const bench: Workbench = {
    dataset,
    catalog,
    scratch,
    tables: new Map(),
    runs: [],
    planned: [],
    signal,
    observe: (step, rows) => observe({ event: 'broken', step, rows }),
  };
  const tables = sources.map(({ table }) => table);
  const needed = tablesToLay(tables, steps, catalog);
  for (const source of sources) {
    if (!needed.has(source.table.name.name)) continue;
    const laid = laidTable(source.table, steps, catalog);
    await layTable(source, laid, {
      scratch,
      folder,
      workers,
      signal,
      observe: (table, rows, of) => observe({ event: 'made', table, rows, of }),
    });
    bench.tables.set(source.table.name.name, laid);
  }
  for (const phase of phasesOf(placed, catalog)) await breakPhase(bench, phase);
  for (const mix of mixes) {
    const { from, to } = sources.find(({ table }) => table.name.name === mix.table)!;
    if (dataset.anomalies?.kind === 'mix') await breakMix(bench, mix, dataset.anomalies.volume, to - from);
  }
  const settled = await settleTables(bench, folder, (table, rows) => observe({ event: 'settled', table, rows }));
  return {
    sources: sources.map((source) => settled.get(source.table.name.name)?.source ?? withShape(source, bench.planned)),
    labels: () => birthLabels(dataset.name, bench.runs, (ledger) => openBench(bench, ledger, false)),
    steps: bench.planned,
    isBad: (table) => isBadIn(settled.get(table)),
    close: () => scratch.close(),
  };
}

/** A table that no step changes may refer to one that has another shape. */
function withShape(source: TableSource, planned: readonly PlannedStep[]): TableSource {
  const table = planned.reduce(reshaped, source.table);
  return table === source.table ? source : { ...source, table };
}
