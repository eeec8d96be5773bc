import { internal } from './internal.ts';

/** The internal column that holds the value after of a step's changed column. @param index from 0, the subject's */
export function afterName(index: number): string {
  return index === 0 ? internal.after : `${internal.after}${index + 1}`;
}
