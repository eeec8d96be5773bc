import type { Connection } from '../model/engine.ts';
import type { TableName } from '../model/table.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import { namedColumns } from '../snapshot/columns.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import { column, join, sql } from '../sql/sql.ts';
import { arrivalsIn, isOverlaid, rowsAfter, type Outlook } from './outlook.ts';

/**
 * Rows of the tables that refer to a deletion's, as they will be when the step is made: the same apply may have
 * changed them by then. Undefined where it changes none of them.
 */
export async function referringRows(
  connection: Connection,
  outlook: Outlook,
  { anomaly, table }: BoundStep,
): Promise<BoundStep['rowsOf']> {
  const { dialect } = connection;
  const changed = table.referencedBy.filter(({ child }) => isOverlaid(outlook, child));
  if (anomaly.effect !== 'delete' || changed.length === 0) return undefined;
  const overlaid = new Map<string, RowSource>();
  for (const { child } of changed) overlaid.set(idOf(child), await rowsOfChild(connection, outlook, table, child));
  return (child) => overlaid.get(idOf(child)) ?? dialect.table(child);
}

/** The columns of the child's foreign keys, of copies too that earlier steps will have inserted. */
async function rowsOfChild(
  connection: Connection,
  outlook: Outlook,
  parent: BoundStep['table'],
  child: TableName,
): Promise<RowSource> {
  const { dialect } = connection;
  const described = (await connection.describeTable(child))!;
  const source = rowsAfter(dialect, outlook, described);
  const own = parent.referencedBy.filter((each) => idOf(each.child) === idOf(child));
  const needed = [...new Set(own.flatMap(({ childColumns }) => childColumns))];
  const present = sql`select ${join(needed.map((each) => column('t', each)))} from ${source} t`;
  const arriving = arrivalsIn(outlook, child).map(({ columns, rows }) => {
    const stored = namedColumns(columns);
    const values = needed.map((each) => {
      const kept = stored.find(({ name: as, column: of }) => as.startsWith('a') && of.name === each);
      return kept === undefined ? sql`null` : column('fl_s', kept.name);
    });
    return sql`select ${join(values)} from ${rows} fl_s`;
  });
  return sql`(${join([present, ...arriving], sql` union all `)})`;
}

function idOf({ schema, name: of }: TableName): string {
  return JSON.stringify([schema, of]);
}
