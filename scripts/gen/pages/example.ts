import type { Alteration } from '../../../src/model/alteration.ts';
import type { PlannedStep } from '../../../src/model/plan.ts';
import type { CompiledStep } from '../../../src/snapshot/compiled-step.ts';
import type { SampleTable } from './sample-tables.ts';

/** Values of a row as text, by column; null = NULL. */
export type SampleRow = Readonly<Record<string, string | null>>;

/** A row that a step touched or left alone: without `before` it came, without `after` it went. */
export interface RowPair {
  readonly before: SampleRow | undefined;
  readonly after: SampleRow | undefined;
}

/** What an example step does to its table. */
export interface Performed {
  readonly table: SampleTable;
  readonly planned: PlannedStep;
  readonly compiled: CompiledStep;
  /** All rows of the table, with those that come. */
  readonly pairs: readonly RowPair[];
  readonly alteration: Alteration | undefined;
}

/** Whether the step left the row as it was: its values are then one and the same object. */
export function isTouched({ before, after }: RowPair): boolean {
  return before !== after;
}
