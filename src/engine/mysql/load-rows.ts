import { FaultlineError } from '../../model/errors.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { LoadSource } from '../../model/load.ts';
import { formatTable, type Column, type Table, type TableName } from '../../model/table.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { columnsToLoad } from '../columns-to-load.ts';
import { textOf } from '../read-row.ts';
import type { Channel } from './channel.ts';
import { insertBatches } from './insert-batches.ts';
import { loadInfile } from './load-infile.ts';
import { loadValue } from './load-values.ts';

/** Loads rows as a file that is none, where the server lets clients, else by statements of many rows. */
export async function loadRows(
  channel: Channel,
  dialect: Dialect,
  name: TableName,
  table: Table | undefined,
  source: LoadSource,
): Promise<number> {
  const columns = columnsToLoad(name, table, source.columns);
  if (table?.changeBlocker !== undefined)
    throw new FaultlineError('UNSUITABLE_TABLE', `table ${formatTable(name)} ${table.changeBlocker}`);
  const answer = await channel.run('select @@local_infile as may_send, @@max_allowed_packet as most_bytes');
  const [limits] = Array.isArray(answer) ? answer : [];
  if (Number(textOf(limits, 'may_send')) === 1)
    return channel.load(dialect.render(loadInfile(name, columns, source)).text, source.csv());
  return insertRows(channel, dialect, name, columns, source, Number(textOf(limits, 'most_bytes')));
}

async function insertRows(
  channel: Channel,
  dialect: Dialect,
  table: TableName,
  columns: readonly Column[],
  source: LoadSource,
  mostBytes: number,
): Promise<number> {
  const names = join(columns.map((column) => name(column.name)));
  const head = dialect.render(sql`insert into ${dialect.table(table)} (${names}) values `).text;
  // A placeholder, as often as there are rows.
  const values = columns.map((column, index) => {
    const place = raw('?');
    return loadValue(column, source.columns[index]!.type)?.(place) ?? place;
  });
  const row = dialect.render(sql`(${join(values)})`).text;
  let count = 0;
  for await (const batch of insertBatches(source, mostBytes)) {
    await channel.run(head + Array.from(batch, () => row).join(', '), batch.flat());
    count += batch.length;
  }
  return count;
}
