import type { InspectedColumn, Inspection } from '../model/inspection.ts';
import { hidden } from './mask-plan.ts';
import { maskValue } from './mask.ts';
import type { RenderOptions } from './render-options.ts';
import { isPlainType } from './value-text.ts';

/**
 * The smallest and largest value of an inspected column as they may be seen. Unless values are shown those of texts are masked, and
 * in production those of numbers and times are hidden; first and last time of the table as a whole stay.
 */
export function shownExtremes(
  { column, min, max }: InspectedColumn,
  { time }: Inspection,
  { showValues, isProduction }: Pick<RenderOptions, 'showValues' | 'isProduction'>,
): { readonly min: string | null; readonly max: string | null } {
  if (showValues) return { min, max };
  if (!isPlainType(column.kind)) return { min: maskValue(min), max: maskValue(max) };
  if (!isProduction || column.name === time?.column) return { min, max };
  return { min: min === null ? null : hidden, max: max === null ? null : hidden };
}
