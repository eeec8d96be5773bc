import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Connection } from '../../model/engine.ts';
import type { Label, Run } from '../../model/run.ts';
import { labelsCsv } from '../../output/labels-csv.ts';
import { labelsJsonl } from '../../output/labels-jsonl.ts';
import { writeLabelsParquet } from '../../output/labels-parquet.ts';
import { readLabels } from '../../run/read-labels.ts';
import { tableSchema } from './table-of.ts';

/** The form of a file of labels. */
type LabelForm = 'csv' | 'jsonl' | 'parquet';

/** What is broken in the tables of a data set, cell by cell. */
export interface BirthLabels {
  /** In the order of the steps, then of the keys. */
  read(): AsyncIterable<Label>;
  /** Writes them to a file, by way of one beside it, so that a file of the name is always whole. @returns how many there are */
  writeTo(path: string, form: LabelForm): Promise<number>;
}

/** A run and the schema of its ledger. */
export interface BirthRun {
  readonly run: Run;
  readonly ledger: string;
}

/**
 * Labels out of the snapshots of runs.
 * @param name of the data set, which the labels have for their run
 * @param open a session; it is closed here
 */
export function birthLabels(
  name: string,
  runs: readonly BirthRun[],
  open: (ledger: string) => Promise<Connection>,
  signal: AbortSignal,
): BirthLabels {
  const read = () => readAll(name, runs, open);
  return {
    read,
    async writeTo(path, form) {
      const counted = { labels: 0 };
      const rows = counting(read(), counted);
      const partial = `${path}.part`;
      try {
        if (form === 'parquet') await writeLabelsParquet(rows, partial);
        else {
          const texts = Readable.from(form === 'csv' ? labelsCsv(rows) : labelsJsonl(rows));
          await pipeline(texts, createWriteStream(partial), { signal });
        }
        await rename(partial, path);
        return counted.labels;
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
  };
}

async function* readAll(
  name: string,
  runs: readonly BirthRun[],
  open: (ledger: string) => Promise<Connection>,
): AsyncGenerator<Label> {
  for (const { run, ledger } of runs) {
    const connection = await open(ledger);
    try {
      for await (const label of readLabels(connection, run))
        yield { ...label, run: name, table: label.table.replace(`${tableSchema}.`, '') };
    } finally {
      await connection.close();
    }
  }
}

async function* counting(rows: AsyncIterable<Label>, counted: { labels: number }): AsyncGenerator<Label> {
  for await (const row of rows) {
    counted.labels += 1;
    yield row;
  }
}
