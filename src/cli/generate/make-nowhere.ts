import { makeNothing } from '../../dataset/write/make-nothing.ts';
import type { MadeTable } from '../../output/made-text.ts';
import type { Session } from '../session.ts';
import type { Making } from './making.ts';
import { makingProgress } from './making-progress.ts';

/** Makes all values and keeps none, to see how long the making alone takes. */
export async function makeNowhere(session: Session, { sources, workers }: Making): Promise<readonly MadeTable[]> {
  const { signal } = session;
  const { tables } = await makeNothing(sources, { signal, workers, observe: makingProgress(session) });
  return tables.map(({ name, rows }, index) => ({
    table: name,
    rows,
    columns: sources[index]!.table.columns.length,
    places: ['nowhere'],
  }));
}
