import type { Declaration } from '../model/alteration.ts';
import type { Connection } from '../model/engine.ts';
import type { RunStep } from '../model/run.ts';
import { alterationSql, unalterationSql } from '../snapshot/alteration-sql.ts';
import { breakFiles, repairFiles } from './break-files.ts';
import { refuseOtherDeclaration } from './refuse-other-declaration.ts';

const unread: Declaration = { columns: [], constraints: [], settings: [], readers: [] };

/**
 * Changes the shape of a step's table, keeping what would be lost in the step's snapshot.
 * @throws STALE_PLAN where what hangs on a column is not as it was planned
 */
export async function alterTable(connection: Connection, step: RunStep): Promise<void> {
  if (step.alteration!.change === 'break files') return breakFiles(connection, step);
  const present = await presentOf(connection, step);
  refuseOtherDeclaration(step, present);
  for (const statement of alterationSql(connection.dialect, step, present)) await connection.execute(statement);
}

/** Takes the change of a step's table back, from wherever it stopped. */
export async function unalterTable(connection: Connection, step: RunStep): Promise<void> {
  if (step.alteration!.change === 'break files') return void (await repairFiles(connection, step, false));
  const present = await presentOf(connection, step);
  for (const statement of unalterationSql(connection.dialect, step, present)) await connection.execute(statement);
}

/** Names alone need no look at the table. */
async function presentOf(connection: Connection, { table, alteration }: RunStep): Promise<Declaration> {
  switch (alteration!.change) {
    case 'drop column':
    case 'retype column':
    case 'reorder columns':
      return connection.declareTable(table);
    case 'rename column':
    case 'rename table':
    case 'add column':
    case 'break files':
      return unread;
  }
}
