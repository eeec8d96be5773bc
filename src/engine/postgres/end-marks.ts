import { FaultlineError } from '../../model/errors.ts';

const mark = Buffer.from('\n\\.');
const lineEnds: readonly (number | undefined)[] = [0x0a, 0x0d];

/**
 * Servers before 18 take a line that is `\.` for the end of all rows, even inside of quotes, and drop what follows:
 * https://www.postgresql.org/docs/17/sql-copy.html (CSV format), https://www.postgresql.org/docs/18/release-18.html.
 * @throws UNSUPPORTED where there is such a line
 */
export async function* refuseEndMarks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // What a line may have begun with, at the end of the last chunk.
  let before: Uint8Array = Buffer.from('\n');
  for await (const chunk of chunks) {
    const seen = Buffer.concat([before, chunk]);
    for (let at = seen.indexOf(mark); at >= 0; at = seen.indexOf(mark, at + 1))
      if (lineEnds.includes(seen[at + mark.length])) throw refused();
    before = seen.subarray(-mark.length);
    yield chunk;
  }
}

function refused(): FaultlineError {
  return new FaultlineError(
    'UNSUPPORTED',
    'a text has a line that is just \\., which PostgreSQL takes for the end of all rows',
    {
      hint: 'Load into PostgreSQL 18 or newer, or leave such texts out.',
    },
  );
}
