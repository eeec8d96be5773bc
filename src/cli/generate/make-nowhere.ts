import type { MadeTable } from '../../output/made-text.ts';
import type { Session } from '../session.ts';
import type { Making } from './making.ts';
import { makingProgress } from './making-progress.ts';

/** Rows of one go. */
const stretch = 250_000;

/** Makes all values and keeps none, to see how long the making alone takes. */
export async function makeNowhere(session: Session, { sources, workers }: Making): Promise<readonly MadeTable[]> {
  const observe = makingProgress(session);
  const made: MadeTable[] = [];
  for (const source of sources) {
    const { from, to, table } = source;
    let next = from;
    let done = 0;
    observe({ table: table.name.name, rows: done, of: to - from });
    const work = async () => {
      const maker = await source.openMaker();
      const stop = () => maker.interrupt();
      session.signal.addEventListener('abort', stop);
      try {
        while (next < to) {
          session.signal.throwIfAborted();
          const start = next;
          next = Math.min(to, start + stretch);
          const end = next;
          done += await maker.drain(start, end);
          observe({ table: table.name.name, rows: done, of: to - from });
        }
      } finally {
        session.signal.removeEventListener('abort', stop);
        maker.close();
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
    made.push({ table: table.name.name, rows: done, columns: table.columns.length, places: ['nowhere'] });
  }
  return made;
}
