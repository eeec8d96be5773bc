import type { SqlValue } from '../model/sql.ts';

/**
 * A value as a literal, texts as the engine writes them.
 * @throws RangeError for a number that is none or has no end
 */
export function valueLiteral(
  value: SqlValue,
  text: (value: string) => string,
  truth: readonly [string, string] = ['false', 'true'],
): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return truth[Number(value)]!;
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`no literal for ${value}`);
  // Two minus signs in a row would begin a comment.
  return value < 0 ? `(${value})` : String(value);
}
