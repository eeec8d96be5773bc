import { checksum } from '../../support/checksum.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { run } from '../../support/statements.ts';

import { few, many, type Customer } from './customers.ts';

/** Type and value of a column, in SQL of i, the number of the row from 1. @param figure days, hours or a factor */
const kinds: Readonly<Record<string, (figure: string) => readonly [type: string, value: string]>> = {
  id: () => ['integer', 'i'],
  customer: () => ['integer', `1 + i % ${few}`],
  order: () => ['integer', `1 + i % ${many}`],
  count: () => ['integer', '1 + i % 4'],
  flag: () => ['boolean', 'i % 2 = 0'],
  person: () => ['varchar(60)', `'Kim ' || i`],
  email: () => ['varchar(60)', `'kim' || i || '@shop.example'`],
  country: () => ['varchar(2)', `case when i % 2 = 0 then 'DE' else 'FR' end`],
  money: (factor) => ['decimal(12, 2)', `${factor} * (10 + (i * 37 % 5000) / 100.0)`],
  day: (days) => ['date', `cast(date '2026-01-01' + (i % 30 + ${days}) * interval '1 day' as date)`],
  moment: (hours) => [
    'timestamp',
    `timestamp '2026-01-01 12:00:00' + (i % 30) * interval '1 day' + ${hours} * interval '1 hour'`,
  ],
};

/** Makes the customer's tables. */
export async function furnish(database: TestDatabase, customer: Customer): Promise<void> {
  const connection = await database.connect();
  for (const table of customer.tables) {
    const columns = table.columns.split(', ').map((column) => {
      const [name, kind, figure] = column.split(' ');
      const [type, value] = kinds[kind!]!(figure!);
      return { name: `"${name}"`, type, value };
    });
    const definitions = columns.map(({ name, type }) => `${name} ${type}`);
    const links = Object.entries(table.refers ?? {}).map(
      ([column, parent]) => `foreign key ("${column}") references "${parent}"`,
    );
    await run(
      connection,
      `create table "${table.name}" (${[...definitions, `primary key (${columns[0]!.name})`, ...links].join(', ')})`,
      `insert into "${table.name}" select ${columns.map(({ value }) => value).join(', ')} from generate_series(1, ${table.rows}) as g(i)`,
    );
  }
  await connection.close();
}

/** Of all the customer's tables together. */
export async function checksumOf(database: TestDatabase, customer: Customer): Promise<string> {
  const connection = await database.connect({ readOnly: true });
  const sums: string[] = [];
  for (const { name } of customer.tables)
    sums.push(`${name} ${await checksum(connection, { schema: connection.server.defaultSchema, name })}`);
  await connection.close();
  return sums.join('\n');
}
