import type { Anomaly } from '../model/anomaly.ts';
import type { FrozenStep } from '../model/plan.ts';
import type { Step } from '../model/scenario.ts';
import type { Column, Table, TableName } from '../model/table.ts';
import type { RowSource } from './row-source.ts';

/** A step whose names are resolved against the table as it is. */
export interface BoundStep {
  readonly step: Step;
  readonly anomaly: Anomaly;
  readonly seed: string;
  readonly table: Table;
  readonly key: readonly Column[];
  /** Undefined for anomalies of whole rows. */
  readonly subject: Column | undefined;
  /** The column that gives a row its place in time. */
  readonly time: Column | undefined;
  /** Rows of the tables that refer to its own, as they will be when the step is made; absent = as they are. */
  readonly rowsOf?: ((child: TableName) => RowSource) | undefined;
}

/** A step with everything that its snapshot query needs. */
export interface CompiledStep extends BoundStep {
  readonly frozen: FrozenStep;
}

/** The column of this name. @throws TypeError where the table has none: names are checked when a step is bound */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new TypeError(`no column ${name}`);
  return column;
}
