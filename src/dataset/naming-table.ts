import { FaultlineError, hasCode } from '../model/errors.ts';
import type { RowMaker } from './table-source.ts';

/**
 * A maker of rows whose errors say of which table they are: what DuckDB finds wrong with a value comes out of an
 * expression of the data set, and is no refusal of whoever takes the rows.
 */
export function namingTable(maker: RowMaker, table: string): RowMaker {
  return {
    ...maker,
    copy: (...request) => maker.copy(...request).catch((error: unknown) => Promise.reject(named(error, table))),
    texts: (from, to) => naming(maker.texts(from, to), table),
    json: (from, to) => naming(maker.json(from, to), table),
  };
}

async function* naming<Batch>(batches: AsyncIterable<Batch>, table: string): AsyncGenerator<Batch> {
  try {
    yield* batches;
  } catch (error) {
    throw named(error, table);
  }
}

function named(error: unknown, table: string): unknown {
  if (!hasCode(error, 'VALUE_OUT_OF_RANGE', 'INVALID_SQL', 'DATABASE_ERROR')) return error;
  return new FaultlineError(
    'INVALID_VALUE',
    `rows of ${table} cannot be made: ${error.message.replace(/^DuckDB: /, '')}`,
    {
      hint: 'Look at its expressions: a cast, a division or a function does not go with some of the values.',
      cause: error.cause,
    },
  );
}
