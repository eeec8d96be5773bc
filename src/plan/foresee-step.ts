import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import type { Scenario } from '../model/scenario.ts';
import { bindStep, type Binding } from './bind-step.ts';
import { describeAfter, nameBefore, rowsAfter, type Outlook } from './outlook.ts';
import { referringRows } from './referring-rows.ts';

/** A step bound to its table, and to those that refer to it, as they will be when the same apply comes to the step. @throws as `bindStep` */
export async function foreseeStep(
  connection: Connection,
  catalog: Catalog,
  scenario: Scenario,
  index: number,
  outlook: Outlook,
): Promise<Binding> {
  const binding = await bindStep(
    connection,
    catalog,
    scenario,
    index,
    (table) => ({ table: describeAfter(outlook, table), rows: rowsAfter(connection.dialect, outlook, table) }),
    (name) => nameBefore(outlook, name),
  );
  return { ...binding, bound: { ...binding.bound, rowsOf: await referringRows(connection, outlook, binding.bound) } };
}
