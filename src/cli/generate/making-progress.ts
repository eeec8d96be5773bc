import { formatBytes, formatCount, formatSeconds } from '../../output/format-number.ts';
import type { Session } from '../session.ts';

/** How far a table is. */
export interface TableProgress {
  readonly table: string;
  readonly rows: number;
  readonly of: number;
  readonly bytes?: number | undefined;
}

/** Milliseconds between two lines of the log about one table. */
const interval = 10_000;

/**
 * Shows how far tables are: a line with rate and time left on a terminal, else one in the log now and then. Rows above
 * the number that was expected count as all of them.
 */
export function makingProgress(session: Session): (progress: TableProgress) => void {
  const began = new Map<string, { readonly at: number; readonly rows: number; told: number }>();
  const tell = process.stderr.isTTY ? session.log.debug : session.log.info;
  let idle = performance.now();
  return ({ table, rows, of, bytes }) => {
    const now = performance.now();
    // A small table is told of once, when it is done; of one that is continued the first rows are those of before.
    const start = began.get(table) ?? (rows >= of ? { at: idle, rows: 0, told: now } : { at: now, rows, told: now });
    began.set(table, start);
    const seconds = (now - start.at) / 1000;
    const rate = seconds === 0 ? 0 : (rows - start.rows) / seconds;
    session.progress.show(line({ table, rows, of, bytes }, rate));
    const isDone = rows >= of;
    if (!isDone && now - start.told < interval) return;
    start.told = now;
    if (isDone) idle = now;
    tell(isDone ? 'table made' : 'rows made', {
      table,
      rows,
      of,
      ...(bytes !== undefined && { bytes }),
      ms: Math.round(now - start.at),
    });
  };
}

function line({ table, rows, of, bytes }: TableProgress, rate: number): string {
  const fraction = of === 0 ? 1 : Math.min(1, rows / of);
  const left = rate === 0 ? '' : `, ${formatSeconds(Math.max(0, of - rows) / rate)} left`;
  const size = bytes === undefined ? '' : `, ${formatBytes(bytes)}`;
  return `${table} ${bar(fraction)} ${Math.floor(fraction * 100)} %  ${formatCount(rows)} rows${size}, ${formatCount(Math.round(rate))} rows/s${left}`;
}

const cells = 20;

function bar(fraction: number): string {
  const full = Math.floor(fraction * cells);
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)}`;
}
