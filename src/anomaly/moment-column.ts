import type { Column } from '../model/table.ts';

const day = 86_400_000;

/** Why a column holds no points in time, as the end of a sentence; undefined where it does. */
export function notMoment(column: Column): string | undefined {
  const holds = column.kind === 'date' || isTimestamp(column);
  return holds ? undefined : `holds no dates or timestamps (${column.type})`;
}

/** Why a column holds no points in time with a time of day, as the end of a sentence. */
export function notTimestamp(column: Column): string | undefined {
  return isTimestamp(column) ? undefined : `holds no timestamps with a time of day (${column.type})`;
}

/** First and last moment that steps write into the column, in milliseconds since 1970: those of its type, within the years 1 to 9999. */
export function momentsOf({ kind, moments }: Column): { readonly first: number; readonly last: number } {
  const { first = '0001-01-01T00:00:00Z', last = '9999-12-31T23:59:59Z' } = moments ?? {};
  const end = Date.parse(last);
  return { first: Date.parse(first), last: kind === 'date' ? end - (((end % day) + day) % day) : end };
}

function isTimestamp({ kind }: Column): boolean {
  return kind === 'timestamp' || kind === 'timestamptz';
}
