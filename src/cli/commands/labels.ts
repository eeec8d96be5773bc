import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FaultlineError } from '../../model/errors.ts';
import type { Label, Run } from '../../model/run.ts';
import { count } from '../../output/format-number.ts';
import { labelsCsv } from '../../output/labels-csv.ts';
import { labelsJsonl } from '../../output/labels-jsonl.ts';
import { writeLabelsParquet } from '../../output/labels-parquet.ts';
import { readLabels } from '../../run/read-labels.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { findRun } from '../ledger-access.ts';
import type { Session } from '../session.ts';

/** The form of a file of labels. */
export type Form = 'csv' | 'jsonl' | 'parquet';

export interface LabelsOptions {
  /** Default: by the ending of `out`, else CSV. */
  readonly as?: Form | undefined;
  readonly out?: string | undefined;
  readonly target: readonly string[];
}

/** The ground truth of a run: every cell it changed, with the values before and after. */
export async function labels(session: Session, wanted: string, { as, out, target }: LabelsOptions): Promise<number> {
  checkForm(session, as, out);
  if (out === undefined) {
    const { connection, run } = await findRun(session, wanted, target);
    await print(session, readLabels(connection, run), as ?? formOf(out));
    return 0;
  }
  const written = await writeLabels(session, wanted, { as, out, target });
  session.write(writtenText(session, written.run, written.labels, out));
  return 0;
}

/** Writes the labels of a run to a file. @returns the run, and how many labels it has */
export async function writeLabels(
  session: Session,
  wanted: string,
  { as, out, target }: LabelsOptions & { readonly out: string },
): Promise<{ readonly run: Run; readonly labels: number }> {
  const { connection, run } = await findRun(session, wanted, target);
  session.progress.show('writing labels');
  const written = await writeLabelFile(session, readLabels(connection, run), as ?? formOf(out), out);
  return { run, labels: written };
}

/** The form that the ending of a file's name asks for. */
export function formOf(out: string | undefined): Form {
  if (out?.endsWith('.parquet')) return 'parquet';
  return /\.(jsonl|ndjson)$/u.test(out ?? '') ? 'jsonl' : 'csv';
}

/** @throws INVALID_ARGUMENT where the form of the labels is not known, or does not go there */
export function checkForm({ options }: Session, form: Form | undefined, out: string | undefined): void {
  if (out !== undefined) {
    if (form !== undefined || /\.(?:csv|jsonl|ndjson|parquet)$/u.test(out)) return;
    throw new FaultlineError(
      'INVALID_ARGUMENT',
      `the ending of ${out} does not say which form the labels are to have`,
      {
        hint: 'End it in .csv, .jsonl or .parquet, or say the form with --as.',
      },
    );
  }
  if (form === 'parquet') {
    throw new FaultlineError('INVALID_ARGUMENT', 'Parquet is not written to a terminal or a pipe', {
      hint: 'Name a file with --out labels.parquet.',
    });
  }
  if (options.format !== 'json') return;
  throw new FaultlineError('INVALID_ARGUMENT', 'labels are not written as one JSON document', {
    hint: 'Use --as jsonl for JSON lines, or name a file with --out.',
  });
}

async function* counting(rows: AsyncIterable<Label>, counted: { labels: number }): AsyncGenerator<Label> {
  for await (const row of rows) {
    counted.labels += 1;
    yield row;
  }
}

async function print({ signal, progress }: Session, rows: AsyncIterable<Label>, form: Form): Promise<void> {
  progress.stop();
  try {
    await pipeline(textsOf(rows, form), process.stdout, { end: false, signal });
  } catch (error) {
    // Whoever reads has seen enough.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

/** By way of a file beside it, so that a file of this name is always whole. @returns number of labels */
export async function writeLabelFile(
  { signal }: Pick<Session, 'signal'>,
  labelled: AsyncIterable<Label>,
  form: Form,
  out: string,
): Promise<number> {
  const counted = { labels: 0 };
  const rows = counting(labelled, counted);
  const partial = `${out}.part`;
  await (await open(partial, 'w', 0o600)).close();
  try {
    if (form === 'parquet') await writeLabelsParquet(rows, partial);
    else await pipeline(textsOf(rows, form), createWriteStream(partial), { signal });
    await rename(partial, out);
    return counted.labels;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

function textsOf(rows: AsyncIterable<Label>, form: Form): Readable {
  return Readable.from(form === 'csv' ? labelsCsv(rows) : labelsJsonl(rows));
}

function writtenText({ options }: Session, run: Run, labels: number, path: string): string {
  return inFormat(options.format, {
    text: () => `Wrote ${count(labels, 'label')} of ${run.scenario} (run ${run.id}) to ${path}\n`,
    json: () => documentText({ formatVersion: 1, run: run.id, scenario: run.scenario, labels, path }),
  });
}
