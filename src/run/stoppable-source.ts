import { FaultlineError } from '../model/errors.ts';
import type { LoadSource } from '../model/load.ts';

/** A source that gives nothing more once the signal is aborted: it then throws INTERRUPTED. */
export function stoppableSource(source: LoadSource, signal: AbortSignal): LoadSource {
  return {
    columns: source.columns,
    csv: () => untilAborted(source.csv(), signal),
    rows: () => untilAborted(source.rows(), signal),
  };
}

async function* untilAborted<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  for await (const item of items) {
    if (signal.aborted) throw new FaultlineError('INTERRUPTED', 'interrupted while rows were loaded');
    yield item;
  }
}
