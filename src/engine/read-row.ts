import type { Row } from '../model/engine.ts';

/** A value of a catalog query as text. @throws TypeError where it is NULL or missing */
export function textOf(row: Row | undefined, column: string): string {
  const text = textOrNothing(row, column);
  if (text === undefined) throw new TypeError(`the catalog gave no "${column}"`);
  return text;
}

/** A value of a catalog query as text; undefined for NULL. */
export function textOrNothing(row: Row | undefined, column: string): string | undefined {
  const value = row?.[column];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

/** A number of a catalog query; undefined for NULL. */
export function numberOrNothing(row: Row | undefined, column: string): number | undefined {
  const text = textOrNothing(row, column);
  return text === undefined ? undefined : Number(text);
}

/** Names that a catalog query gives as the text of a JSON array. */
export function namesOf(row: Row | undefined, column: string): readonly string[] {
  return JSON.parse(textOf(row, column)) as string[];
}
