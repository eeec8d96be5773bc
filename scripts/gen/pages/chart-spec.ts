import type { Step } from '../../../src/model/scenario.ts';
import type { SampleRow } from './example.ts';

/** What a chart of a step shows, before and after. */
export type ChartSpec =
  | SeriesSpec
  /** Numbers of the window by size; bounds leave out what would squeeze the rest. */
  | {
      readonly kind: 'histogram';
      readonly column: string;
      readonly from?: number | undefined;
      readonly to?: number | undefined;
    }
  /** How often each label stands in the window. */
  | { readonly kind: 'labels'; readonly column: string }
  /** Two numbers of each row of the window. */
  | { readonly kind: 'scatter'; readonly x: string; readonly y: string };

/** A figure for each bucket of time, around the window. */
export interface SeriesSpec {
  readonly kind: 'series';
  readonly figure: 'rows' | 'mean' | 'sum' | 'max' | 'sd' | 'distinct' | 'share';
  readonly column?: string | undefined;
  /** Absent = that of the step. */
  readonly bucket?: Step['bucket'] | undefined;
  /** Counts only rows with this value. */
  readonly only?: { readonly column: string; readonly value: string } | undefined;
  /** Of `share`: what the rows have in common, in words, and whether one has it. */
  readonly of?: string | undefined;
  readonly holds?: ((row: SampleRow) => boolean) | undefined;
}
