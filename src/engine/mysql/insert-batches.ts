import { FaultlineError } from '../../model/errors.ts';
import type { LoadSource } from '../../model/load.ts';

/** Parameters of one statement: https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html (ER_PS_MANY_PARAM) */
const mostPlaceholders = 65_535;

/** Rows of one statement; more make it no quicker. */
const mostRows = 1000;

/** Bytes that a parameter takes besides its value, at most, and the rest of a message. */
const parameterBytes = 12;
const messageBytes = 1024;

/**
 * Rows for one statement each.
 * @param mostBytes of a message that the server takes
 * @throws VALUE_OUT_OF_RANGE for a row that no message holds
 */
export async function* insertBatches(
  { columns, rows }: Pick<LoadSource, 'columns' | 'rows'>,
  mostBytes: number,
): AsyncGenerator<readonly (readonly (string | null)[])[]> {
  const most = Math.max(1, Math.min(mostRows, Math.floor(mostPlaceholders / columns.length)));
  const room = mostBytes - messageBytes;
  let batch: (readonly (string | null)[])[] = [];
  let bytes = 0;
  for await (const given of rows()) {
    for (const row of given) {
      const size = row.reduce(
        (sum, value) => sum + parameterBytes + (value === null ? 0 : Buffer.byteLength(value)),
        0,
      );
      if (size > room) throw tooLarge(mostBytes);
      if (batch.length === most || bytes + size > room) {
        yield batch;
        batch = [];
        bytes = 0;
      }
      batch.push(row);
      bytes += size;
    }
  }
  if (batch.length > 0) yield batch;
}

function tooLarge(bytes: number): FaultlineError {
  return new FaultlineError('VALUE_OUT_OF_RANGE', `a row is larger than the server takes at once (${bytes} bytes)`, {
    hint: 'Raise max_allowed_packet of the server, or set its local_infile on.',
  });
}
