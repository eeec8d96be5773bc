import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import { formatTable, type ForeignKey } from '../model/table.ts';
import type { Scenario } from '../model/scenario.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import { namedColumns } from '../snapshot/columns.ts';
import type { EarlierStep } from './outlook.ts';

/**
 * Refuses a deletion of rows that others refer to until the same apply changes those, where the engine still minds them.
 * @throws UNSUPPORTED
 */
export async function refuseParents(
  connection: Connection,
  scenario: Scenario,
  index: number,
  { step, table, rowsOf }: BoundStep,
  own: EarlierStep,
): Promise<void> {
  if (rowsOf === undefined || connection.dialect.deletesParentsWithChildren) return;
  for (const foreignKey of table.referencedBy) {
    const rows = await stillReferred(connection, own, foreignKey);
    if (rows === 0) continue;
    throw new FaultlineError(
      'UNSUPPORTED',
      `step "${step.id}" would delete ${rows} rows to which ${formatTable(foreignKey.child)} refers until the same apply changes it, and ${connection.dialect.product} cannot do both in one transaction`,
      {
        place: scenario.placeOf(['steps', index]),
        hint: `Leave those rows out with \`where\`, or apply first what changes ${formatTable(foreignKey.child)}.`,
      },
    );
  }
}

async function stillReferred(connection: Connection, own: EarlierStep, foreignKey: ForeignKey): Promise<number> {
  const stored = namedColumns(own.snapshot.columns);
  const meets = foreignKey.childColumns.map((child, index) => {
    const parent = stored.find((each) => each.column.name === foreignKey.parentColumns[index])!;
    return sql`${column('c', child)} = ${column('fl_s', parent.name)}`;
  });
  const [row] = await connection.query(sql`select count(*) as ${name('referred')} from ${own.snapshot.rows} fl_s
    where exists (select 1 from ${connection.dialect.table(foreignKey.child)} c where ${join(meets, sql` and `)})`);
  return Number(row!['referred']);
}
