import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import type { Column, Table } from '../model/table.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import type { BoundStep, CompiledStep } from './compiled-step.ts';
import { namedColumns } from './columns.ts';
import { canonicalKey } from './kappa.ts';
import type { SnapshotRows } from './overlay.ts';
import { internalColumn } from './internal.ts';
import { isRowKey } from './row-key.ts';
import { drawOrder } from './selection.ts';

/** Characters that a copied text key gets: a hyphen and eight hex digits. */
const suffixLength = 9;

/**
 * The columns of a copied row that get a fresh value, so that no unique key forbids the copy: those that the
 * database generates, else the last column of the step's key that can be made. Copies that keep their key get no more
 * than declared keys ask for, and copies that are told apart by all that they hold need no other.
 * @returns or the reason, as the end of a sentence, why copies cannot be told apart
 */
export function freshColumns({
  table,
  key,
  anomaly,
}: Pick<BoundStep, 'table' | 'key' | 'anomaly'>): readonly Column[] | { readonly reason: string } {
  const keepsKey = anomaly.effect === 'insert' && anomaly.keepsKey === true;
  const keyNames = new Set(table.keys.flatMap((each) => each.columns));
  const fresh = new Set(
    table.columns.filter((each) => (each.isIdentity && !keepsKey) || (each.isGenerator && keyNames.has(each.name))),
  );
  if (!isRowKey(key) && !key.some((part) => fresh.has(part))) {
    const made = key.findLast((part) => isMakeable(part) && !isForeign(table, part));
    if (made === undefined)
      return { reason: `has a key (${key.map((part) => part.name).join(', ')}) for which no fresh value can be made` };
    fresh.add(made);
  }
  for (const unique of table.keys) {
    if (unique.columns.some((part) => [...fresh].some((each) => each.name === part))) continue;
    return { reason: `forbids copies by its unique key ${unique.name} (${unique.columns.join(', ')})` };
  }
  return [...fresh];
}

/**
 * The fresh value of a column for a chosen row of alias `t`. Generators first; integers go on after the largest one.
 * @param absent deleted rows of the table that will come back
 */
export function freshValue(
  dialect: Dialect,
  compiled: CompiledStep,
  fresh: Column,
  absent: readonly SnapshotRows[],
): Sql {
  const { table, key, seed, step } = compiled;
  if (fresh.isGenerator || fresh.isIdentity) return dialect.generated(table.name, fresh);
  const own = column('t', fresh.name);
  const copy = compiled.frozen.copies === undefined ? [] : [internalColumn('copy')];
  if (fresh.kind === 'integer') {
    return sql`${largest(dialect, table, fresh, absent)} + row_number() over (order by ${join([...copy, ...drawOrder(compiled)])})`;
  }
  const canonical = canonicalKey(
    dialect,
    key,
    key.map((part) => column('t', part.name)),
  );
  const number = copy.flatMap((each) => [dialect.textLiteral('\u001f'), dialect.cast(each, dialect.ledgerTypes.text)]);
  const digits = dialect.hashHex(
    dialect.concat([dialect.textLiteral(`${seed}\u001f${step.id}\u001f`), canonical, ...number]),
  );
  if (fresh.kind === 'uuid') return dialect.fromText(digits, fresh);
  const kept =
    fresh.length === undefined
      ? own
      : dialect.substring(own, dialect.integer(1), dialect.integer(fresh.length - suffixLength));
  return dialect.concat([
    kept,
    dialect.textLiteral('-'),
    dialect.substring(digits, dialect.integer(1), dialect.integer(suffixLength - 1)),
  ]);
}

function largest(dialect: Dialect, table: Table, { name: wanted }: Column, absent: readonly SnapshotRows[]): Sql {
  const present = sql`select max(${name(wanted)}) as ${name('largest')} from ${dialect.table(table.name)}`;
  const gone = absent.flatMap(({ columns, rows }) => {
    const stored = namedColumns(columns).find(({ column: each }) => each.name === wanted);
    return stored === undefined ? [] : [sql`select max(${column('fl_s', stored.name)}) from ${rows} fl_s`];
  });
  return sql`(select max(m.${name('largest')}) from (${join([present, ...gone], sql` union all `)}) m)`;
}

function isMakeable(part: Column): boolean {
  if (part.kind === 'text') return part.length === undefined || part.length > suffixLength;
  return part.isGenerator || part.kind === 'integer' || part.kind === 'uuid';
}

function isForeign(table: Table, part: Column): boolean {
  return table.references.some((foreignKey) => foreignKey.childColumns.includes(part.name));
}
