import type { TableSource } from '../../dataset/table-source.ts';
import type { Dataset, Output } from '../../model/dataset.ts';
import type { Shard } from '../../dataset/choose-part.ts';

/** What is made, and how. */
export interface Making {
  readonly dataset: Dataset;
  /** Parents before their children. */
  readonly sources: readonly TableSource[];
  readonly output: Output;
  readonly shard?: Shard | undefined;
  /** Threads that make rows. */
  readonly workers: number;
  readonly isContinued: boolean;
  readonly isForced: boolean;
  /** Where the labels of what is broken go; absent = nothing is. */
  readonly labels?: string | undefined;
  /** All that decides the rows, with the version of Faultline, as JSON holds it. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Whether rows of a table were broken on purpose, by their numbers; absent = none were. */
  readonly isBad?: ((table: string) => ((row: number) => boolean) | undefined) | undefined;
}
