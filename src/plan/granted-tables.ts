import { anomalyOf } from '../model/anomaly-of.ts';
import type { Anomaly, Catalog, Effect } from '../model/anomaly.ts';
import type { Connection, Privilege } from '../model/engine.ts';
import type { GrantedTable } from '../model/grants.ts';
import type { Scenario } from '../model/scenario.ts';
import { isSameTable, type Table, type TableName } from '../model/table.ts';
import { findTable } from './find-table.ts';
import { privilegesFor } from './warnings.ts';

const order: readonly Privilege[] = ['select', 'insert', 'update', 'delete', 'alter'];

/** A table by the name that a person wrote, and what is to be done to it. */
export interface Need {
  readonly table: string;
  readonly effects: readonly Effect[];
}

/** The tables of scenarios, each with the effects of all steps on it. */
export function needsOf(scenarios: readonly Scenario[], catalog: Catalog): readonly Need[] {
  const steps = scenarios.flatMap((scenario) => scenario.steps);
  const byTable = Map.groupBy(steps, ({ table }) => table);
  return [...byTable].map(([table, own]) => ({
    table,
    effects: [...new Set(own.flatMap((step) => effectsOf(anomalyOf(catalog, step))))],
  }));
}

/** An alteration that keeps values writes them back as an update does. */
function effectsOf(anomaly: Anomaly): readonly Effect[] {
  return anomaly.effect === 'alter' && anomaly.keepsValues === true ? ['alter', 'update'] : [anomaly.effect];
}

/**
 * The tables that a user has to be allowed to touch, as the target spells them, and those that rows refer to or are
 * referred to by, which are read before rows are removed or brought back.
 * @throws UNKNOWN_TABLE, UNSUITABLE_TABLE
 */
export async function grantedTables(
  connection: Connection,
  needs: readonly Need[],
  isReadOnly: boolean,
): Promise<readonly GrantedTable[]> {
  const granted: GrantedTable[] = [];
  for (const { table: written, effects } of needs) {
    const table = await findTable(connection, written);
    granted.push({ ...grantedTable(table.name, effects, isReadOnly), columns: table.columns });
    for (const name of neighbours(table, effects)) granted.push({ name, privileges: ['select'], makesKeys: false });
  }
  return merged(granted);
}

/** What effects need of one table. */
export function grantedTable(name: TableName, effects: readonly Effect[], isReadOnly: boolean): GrantedTable {
  const needed = new Set(isReadOnly ? ['select'] : ['select', ...effects.flatMap((effect) => privilegesFor[effect])]);
  return {
    name,
    privileges: order.filter((each) => needed.has(each)),
    makesKeys: !isReadOnly && effects.includes('insert'),
  };
}

/** Rows that others refer to are not deleted, and rows come back only where those are that they refer to. */
function neighbours(table: Table, effects: readonly Effect[]): readonly TableName[] {
  if (!effects.includes('delete') && !effects.includes('insert')) return [];
  const all = [...table.referencedBy.map(({ child }) => child), ...table.references.map(({ parent }) => parent)];
  return all.filter((name) => !isSameTable(name, table.name));
}

function merged(tables: readonly GrantedTable[]): readonly GrantedTable[] {
  const byName = Map.groupBy(tables, ({ name }) => JSON.stringify([name.schema, name.name]));
  return [...byName.values()].map((same) => ({
    name: same[0]!.name,
    privileges: order.filter((each) => same.some(({ privileges }) => privileges.includes(each))),
    makesKeys: same.some(({ makesKeys }) => makesKeys),
    columns: same.find(({ columns }) => columns !== undefined)?.columns,
  }));
}
