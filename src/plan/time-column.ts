import type { Column, Table } from '../model/table.ts';

const timeKinds: readonly Column['kind'][] = ['timestamp', 'timestamptz', 'date'];

/** Names that mark the moment a row speaks of, likeliest first; the words stand anywhere in the name. */
const likelyNames = [
  /event|occurred|happened/iu,
  /order|sale|purchase|invoice|transaction|flight|trip|visit/iu,
  /^(date|time|timestamp|ts|day)$/iu,
  /creat|insert|added|record/iu,
  /updat|modif|load|sync/iu,
];

/** Whether values of the column place a row in time. */
export function isTimeColumn(column: Column): boolean {
  return timeKinds.includes(column.kind);
}

/**
 * The column that gives a table's rows their place in time: its only date or timestamp column, else the one whose
 * name says so best, complete ones first.
 */
export function timeColumnOf(table: Table): Column | undefined {
  return table.columns
    .filter(isTimeColumn)
    .toSorted((left, right) => rank(left) - rank(right) || left.ordinal - right.ordinal)[0];
}

function rank(column: Column): number {
  const byName = likelyNames.findIndex((pattern) => pattern.test(column.name));
  return (byName === -1 ? likelyNames.length : byName) * 2 + Number(column.isNullable);
}
