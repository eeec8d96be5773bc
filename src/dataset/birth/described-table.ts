import type { Column, ForeignKey, Table, UniqueKey } from '../../model/table.ts';
import { unseenColumns } from './hidden-columns.ts';
import { laidName, type LaidTable, type LaidTables } from './laid-table.ts';

/**
 * The table as steps are to see it: with the keys and references that the data set declares and that no step breaks
 * on purpose. Nothing of it is enforced.
 * @param found as the database describes it
 * @param isAltered a step changes its shape: then references bind nobody, and rows without a primary key have their number as key
 */
export function describedTable(found: Table, laid: LaidTable, tables: LaidTables, isAltered: boolean): Table {
  const { table, row, hasKey } = laid;
  const isKey = (name: string) => (hasKey ? table.primaryKey.includes(name) : name === row);
  const columns = found.columns
    .filter(({ name }) => !unseenColumns.has(name) && (name !== row || !hasKey))
    .map((column, index): Column => ({ ...column, ordinal: index + 1, isNullable: !isKey(column.name) }));
  return {
    ...found,
    columns,
    keys: [keyOf(laid, isAltered)],
    references: isAltered ? [] : referencesOf(laid).filter((each) => !isBroken(each, laid)),
    referencedBy: isAltered
      ? []
      : [...tables.values()].flatMap((other) =>
          referencesOf(other).filter((each) => each.parent.name === table.name.name),
        ),
  };
}

function keyOf({ table, row, hasKey }: LaidTable, isAltered: boolean): UniqueKey {
  if (hasKey) return { name: 'primary key', columns: table.primaryKey, isPrimary: true };
  const key = { name: 'number of the row', columns: [row], isPrimary: false };
  return isAltered ? key : { ...key, isPlace: true };
}

/** A step that gives the referring columns other values breaks the reference on purpose. */
function isBroken({ childColumns }: ForeignKey, { changed }: LaidTable): boolean {
  return childColumns.some((each) => changed.has(each));
}

function referencesOf({ table }: LaidTable): readonly ForeignKey[] {
  return table.references.map(({ columns, table: parent, keys }) => ({
    name: `${table.name.name}.${columns.join(', ')}`,
    child: laidName(table.name.name),
    childColumns: columns,
    parent: laidName(parent.name),
    parentColumns: keys,
    onDelete: 'no action',
    onUpdate: 'no action',
  }));
}
