import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FaultlineError } from '../../model/errors.ts';
import { labelsCsv } from '../../output/labels-csv.ts';
import { labelsJsonl } from '../../output/labels-jsonl.ts';
import { writeLabelsParquet } from '../../output/labels-parquet.ts';
import { readLabels } from '../../run/read-labels.ts';
import { findRun } from '../ledger-access.ts';
import type { Session } from '../session.ts';

export interface LabelsOptions {
  readonly as: 'csv' | 'jsonl' | 'parquet';
  readonly out?: string | undefined;
  readonly target: readonly string[];
}

/** The ground truth of a run: every cell it changed, with the values before and after. */
export async function labels(session: Session, wanted: string, { as, out, target }: LabelsOptions): Promise<number> {
  if (as === 'parquet' && out === undefined) {
    throw new FaultlineError('INVALID_ARGUMENT', 'Parquet is not written to a terminal or a pipe', { hint: 'Name a file with --out labels.parquet.' });
  }
  const { connection, run } = await findRun(session, wanted, target);
  const rows = readLabels(connection, run);
  if (as === 'parquet') {
    await writeLabelsParquet(rows, out!);
    return 0;
  }
  const texts = Readable.from(as === 'csv' ? labelsCsv(rows) : labelsJsonl(rows));
  await (out === undefined ? pipeline(texts, process.stdout, { end: false }) : pipeline(texts, createWriteStream(out, { mode: 0o600 })));
  return 0;
}
