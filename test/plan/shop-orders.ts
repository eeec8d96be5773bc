import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { raw } from '../../src/sql/sql.ts';
import { run } from '../support/statements.ts';

/** Columns of the orders in the words that every engine shares; `id` is the key. */
export const orderColumns = {
  id: 'bigint not null primary key',
  customer: 'varchar(40)',
  status: 'varchar(12)',
  ordered_at: 'timestamp',
  quantity: 'integer',
  amount: 'decimal(10, 2)',
  weight: 'double precision',
  day_text: 'varchar(12)',
  phone: 'varchar(16)',
  is_paid: 'boolean',
} as const;

export type OrderColumn = keyof typeof orderColumns;

const statuses = ['new', 'paid', 'shipped', 'returned', 'lost'];
const customers = ['Anna Ångström', 'Bo', 'Chandra Raghunathan', 'dé', 'Übermut GmbH', 'o’Neill', '顧客'];

/** How orders are told apart: the type of `id`, and its value for a number. */
const keyTypes = {
  number: [orderColumns.id, (number: number) => String(number)],
  text: ['varchar(30) not null primary key', (number: number) => `'Ordér-${number}'`],
  uuid: [
    'uuid not null primary key',
    (number: number) => `cast('7b2e4a1c-0000-4000-8000-${String(number).padStart(12, '0')}' as uuid)`,
  ],
  undeclared: ['integer', (number: number) => String(number)],
} as const;

/** Creates the shop's orders: 40 days of 2026 up to 19 November, some cells NULL. */
export async function createOrders(
  connection: Connection,
  count: number,
  title = 'orders',
  key: keyof typeof keyTypes = 'number',
): Promise<TableName> {
  const [keyType, keyOf] = keyTypes[key];
  const columns = Object.entries({ ...orderColumns, id: keyType }).map(([name, type]) => `${name} ${type}`);
  const rows = Array.from({ length: count }, (_, index) => `(${[keyOf(index * 3 + 1), ...orderOf(index)].join(', ')})`);
  await run(connection, `create table ${title} (${columns.join(', ')})`);
  if (count > 0) await connection.execute(raw(`insert into ${title} values ${rows.join(', ')}`));
  return { schema: connection.server.defaultSchema, name: title };
}

function orderOf(index: number): readonly string[] {
  const mixed = (index * 7919 + 13) % 1009;
  const day = new Date(Date.UTC(2026, 9, 11 + (mixed % 40), mixed % 24, (index * 31) % 60));
  const text = (value: string) => `'${value}'`;
  const unless = (isMissing: boolean, value: string) => (isMissing ? 'null' : value);
  return [
    unless(mixed % 11 === 0, text(`${customers[mixed % customers.length]} ${mixed % 17}`)),
    unless(mixed % 13 === 0, text(statuses[(mixed * mixed) % statuses.length]!)),
    unless(mixed % 29 === 0, `timestamp '${day.toISOString().slice(0, 19).replace('T', ' ')}'`),
    unless(mixed % 7 === 0, String((mixed * 17) % 23)),
    unless(mixed % 5 === 0, ((mixed * 37) % 997) % 2 === 0 ? `${mixed}.50` : `${(mixed * 3) % 500}.07`),
    unless(mixed % 17 === 0, `cast(${(mixed * 29) % 311} as double precision) / 8`),
    unless(mixed % 19 === 0, text(day.toISOString().slice(0, 10))),
    unless(mixed % 23 === 0, text(`555-${String(mixed % 900).padStart(3, '0')}-${String(index).padStart(4, '0')}`)),
    unless(mixed % 31 === 0, mixed % 3 === 0 ? 'true' : 'false'),
  ];
}
