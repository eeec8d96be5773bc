import type { TableName } from '../../src/model/table.ts';
import { checksum } from '../support/checksum.ts';
import type { TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { openShell, type Shell } from './shell.ts';

/** A shop's database, and a folder in which its project is. */
export interface Shop {
  readonly database: TestDatabase;
  readonly shell: Shell;
  /** Statements of somebody else. */
  sql(...statements: readonly string[]): Promise<void>;
  select(statement: string): Promise<readonly Record<string, unknown>[]>;
  /** Of customers and orders together. */
  checksum(): Promise<string>;
  close(): Promise<void>;
}

const customers = 400;
const orders = 2_000;

/** `customers` (id, name, email, country, updated_at) and `orders` (id, customer_id, total, status, ordered_at), at midday of ten days. */
const tables: readonly string[] = [
  `create table customers (id integer primary key, name varchar(40) not null, email varchar(60), country varchar(2), updated_at timestamp)`,
  `insert into customers select i, 'Customer ' || i, 'customer' || i || '@shop.example',
    case when i % 3 = 0 then 'DE' when i % 3 = 1 then 'FR' else 'AT' end,
    timestamp '2026-01-01 12:00:00' + (i % 10) * interval '1 day' from generate_series(1, ${customers}) as g(i)`,
  `create table orders (id integer primary key, customer_id integer not null, total decimal(10, 2), status varchar(10), ordered_at timestamp)`,
  `insert into orders select i, 1 + i % ${customers}, 10 + (i * 37 % 5000) / 100.0,
    case when i % 4 = 0 then 'new' when i % 4 = 1 then 'paid' when i % 4 = 2 then 'sent' else 'returned' end,
    timestamp '2026-01-01 12:00:00' + (i % 10) * interval '1 day' from generate_series(1, ${orders}) as g(i)`,
];

/** @param targetKeys of the only target, as lines of YAML, besides its URL */
export async function openShop(database: TestDatabase, targetKeys = 'environment: test'): Promise<Shop> {
  const shell = await openShell();
  shell.env['SHOP_URL'] = database.url;
  await shell.write('faultline.yaml', projectFile(targetKeys));
  const connected = async <Result>(
    work: (connection: Awaited<ReturnType<TestDatabase['connect']>>) => Promise<Result>,
  ) => {
    const connection = await database.connect();
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  };
  await connected((connection) => run(connection, ...tables));
  return {
    database,
    shell,
    sql: (...statements) => connected((connection) => run(connection, ...statements)),
    select: (statement) => connected((connection) => rows(connection, statement)),
    checksum: () =>
      connected(async (connection) => {
        const schema = connection.server.defaultSchema;
        const names: readonly TableName[] = ['customers', 'orders'].map((name) => ({ schema, name }));
        return `${await checksum(connection, names[0]!)}\n${await checksum(connection, names[1]!)}`;
      }),
    async close() {
      await database.drop();
      await shell.remove();
    },
  };
}

/** `faultline.yaml` with one target, shop. */
export function projectFile(targetKeys = 'environment: test'): string {
  const indented = targetKeys.split('\n').map((line) => `    ${line}`);
  return [
    'apiVersion: faultline/v1',
    'kind: Project',
    'project: acme-dq',
    'targets:',
    '  shop:',
    '    url: ${env:SHOP_URL}',
    ...indented,
    '',
  ].join('\n');
}

/** A scenario file for the shop. @param steps as YAML, each a flow mapping @param head further keys, as lines of YAML */
export function scenarioFile(name: string, steps: readonly string[], head = ''): string {
  const top = [
    'apiVersion: faultline/v1',
    'kind: Scenario',
    `name: ${name}`,
    'target: shop',
    ...(head === '' ? [] : [head]),
  ];
  return [...top, 'steps:', ...steps.map((step) => `  - ${step}`), ''].join('\n');
}

/** Loses the e-mail address of 10 % of the customers. */
export const lostEmails = '{id: emails, anomaly: null-spike, table: customers, column: email, during: all}';
/** Sets orders far off. */
export const farTotals = '{id: totals, anomaly: outlier, table: orders, column: total, during: all, volume: 20}';
