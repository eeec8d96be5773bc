import type { Connection } from '../../../model/engine.ts';
import type { Table } from '../../../model/table.ts';
import { isSameTable, type Column } from '../../../model/table.ts';
import type { TableProfile } from '../../../model/profile.ts';
import { column as columnOf, name, sql } from '../../../sql/sql.ts';

/** A reference of one table to another one by its position. */
export interface FoundReference {
  readonly columns: readonly string[];
  readonly parent: number;
  readonly keys: readonly string[];
  readonly isDeclared: boolean;
}

const keyKinds: readonly Column['kind'][] = ['integer', 'decimal', 'text', 'uuid'];

/**
 * The references of a table: those that it declares, and of other columns those that are named after another table or
 * its key and hold values of that key alone (one statement each).
 */
export async function findReferences(
  connection: Connection,
  index: number,
  profiles: readonly TableProfile[],
): Promise<readonly FoundReference[]> {
  const { table } = profiles[index]!;
  const declared = table.references.flatMap((reference): readonly FoundReference[] => {
    const parent = profiles.findIndex((each) => isSameTable(each.table.name, reference.parent));
    if (parent < 0) return [];
    return [{ columns: reference.childColumns, parent, keys: reference.parentColumns, isDeclared: true }];
  });
  const found = [...declared];
  for (const candidate of candidates(index, profiles)) {
    if (candidate.columns.some((each) => found.some(({ columns }) => columns.includes(each)))) continue;
    if (await holds(connection, table, profiles[candidate.parent]!.table, candidate)) found.push(candidate);
  }
  return withoutShared(found);
}

/** A column that stands in two references follows the first. */
function withoutShared(references: readonly FoundReference[]): readonly FoundReference[] {
  const byWidth = references.toSorted((left, right) => right.columns.length - left.columns.length);
  const kept: FoundReference[] = [];
  for (const reference of byWidth)
    if (!reference.columns.some((each) => kept.some(({ columns }) => columns.includes(each)))) kept.push(reference);
  return kept;
}

function candidates(index: number, profiles: readonly TableProfile[]): readonly FoundReference[] {
  const own = profiles[index]!;
  return own.columns.flatMap(({ column, distinct }) => {
    if (!keyKinds.includes(column.kind) || distinct === null || distinct < 1) return [];
    return profiles.flatMap((other, parent) => {
      if (parent === index) return [];
      const key = other.columns.find(
        (each) => isKey(each, other) && isNamedAfter(column.name, each.column.name, other),
      );
      if (key === undefined || key.column.kind !== column.kind || (key.distinct ?? 0) < distinct) return [];
      return [{ columns: [column.name], parent, keys: [key.column.name], isDeclared: false }];
    });
  });
}

function isKey({ column, nulls, distinct }: TableProfile['columns'][number], { rows }: TableProfile): boolean {
  return keyKinds.includes(column.kind) && rows > 1 && nulls === 0 && distinct === rows;
}

/** `customer_id` after `customers.id`, `iata` after `airports.iata` (but `id` after no `id`). */
function isNamedAfter(column: string, key: string, { table }: TableProfile): boolean {
  const [own, other, title] = [column, key, table.name.name].map(plain) as [string, string, string];
  const singulars = [title, title.replace(/s$/u, ''), title.replace(/ies$/u, 'y'), title.replace(/es$/u, '')];
  if (own === other) return !/^(id|key|code|name|no|nr|number)$/u.test(own);
  return singulars.some((each) => each !== '' && own === `${each}${other}`);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

async function holds(connection: Connection, child: Table, parent: Table, reference: FoundReference): Promise<boolean> {
  const { dialect } = connection;
  const own = columnOf('t', reference.columns[0]!);
  const key = columnOf('p', reference.keys[0]!);
  const [row = {}] =
    await connection.query(sql`select ${dialect.cast(sql`count(*)`, dialect.ledgerTypes.text)} as ${name('orphans')}
    from ${dialect.table(child.name)} t
    where ${own} is not null and not exists (select 1 as ${name('one')} from ${dialect.table(parent.name)} p where ${key} = ${own})`);
  return Number(row['orphans']) === 0;
}
