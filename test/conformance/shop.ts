import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { join, name, sql } from '../../src/sql/sql.ts';

/** Name of a table of the shop in the schema where tables are named without one. */
export function inShop(connection: Connection, table: string): TableName {
  return { schema: connection.server.defaultSchema, name: table };
}

/**
 * A table through the dialect alone, so that it is made alike on every engine.
 * @param columns name and type as the engine writes it; all may be NULL but the first, which is the key
 * @param rows texts, which each engine reads as its type; null = NULL
 */
export async function createTable(
  connection: Connection,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly (string | null)[])[],
): Promise<TableName> {
  const { dialect } = connection;
  const full = inShop(connection, table);
  const titles = Object.keys(columns);
  const typed = Object.entries(columns).map(([title, type], index) => ({ name: title, type, isNullable: index > 0 }));
  await connection.execute(dialect.createTable(full, typed, titles.slice(0, 1)));
  const described = (await connection.describeTable(full))!;
  for (const row of rows) {
    const values = row.map((text, index) => {
      const column = described.columns.find((each) => each.name === titles[index])!;
      return text === null ? sql`null` : dialect.fromText(dialect.textLiteral(text), column);
    });
    await connection.execute(
      sql`insert into ${dialect.table(full)} (${join(titles.map(name))}) values (${join(values)})`,
    );
  }
  return full;
}

/** 40 orders of people with e-mail addresses, named as in the scenarios of this suite. */
export function loadOrders(connection: Connection): Promise<TableName> {
  const { text, integer } = connection.dialect.ledgerTypes;
  return createTable(
    connection,
    'orders',
    { id: integer, email: text, total: 'decimal(10, 2)' },
    Array.from({ length: 40 }, (_, index) => [String(index + 1), `person${index + 1}@example.com`, `${10 + index}.50`]),
  );
}
