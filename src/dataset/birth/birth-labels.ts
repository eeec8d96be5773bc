import type { Connection } from '../../model/engine.ts';
import type { Label, Run } from '../../model/run.ts';
import { readLabels } from '../../run/read-labels.ts';
import { tableSchema } from './table-of.ts';

/** A run and the schema of its ledger. */
export interface BirthRun {
  readonly run: Run;
  readonly ledger: string;
}

/**
 * What is broken in the tables of a data set, cell by cell, out of the snapshots of runs: in the order of the steps, then
 * of the keys.
 * @param name of the data set, which the labels have for their run
 * @param open a session; it is closed here
 */
export async function* birthLabels(
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
