import { loadTables } from '../../../src/dataset/target/load-tables.ts';
import { sql } from '../../../src/sql/sql.ts';
import type { TestDatabase, TestEngine } from '../../support/engines.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Tables of known distributions, keys and references. */
const tables = `
customers:
  rows: 3000
  primaryKey: id
  columns:
    id: {type: integer, unique: true, ordered: true}
    email: {type: email, unique: true, domains: [example.org]}
    first_name: {type: first_name, distinct: 300}
    country: {type: enum, values: {DE: 70%, AT: 20%, CH: 10%}}
    segment: {type: enum, values: {wholesale-trade: 25%, retail-customer: 75%}, nulls: 5%}
    age: {type: integer, from: 18, to: 95, distribution: {normal: {mean: 45, sd: 12}}, nulls: 10%}
    income: {type: decimal, from: 100, to: 1000000, distribution: {lognormal: {median: 30000, sigma: 0.6}}}
    waited: {type: float, from: 0, to: 5000, distribution: {exponential: {mean: 300}}}
    joined_at: {type: timestamp, from: 2024-03-10, to: 2025-07-20, step: 1 minute, hours: "08:00-18:00", days: mon-fri, ordered: true}
    born_on: {type: date, from: 1950-05-05, to: 2004-05-05}
    is_active: {type: boolean, share: 80%}
    token: {type: uuid, unique: true}
    sku: {type: string, pattern: AAA-0000}
    about: {type: lorem, unit: sentences, min: 1, max: 3}
accounts:
  rows: 900
  primaryKey: customer_id
  columns:
    customer_id: {references: customers.id, pick: once}
    balance: {type: decimal, from: -500, to: 1500}
products:
  rows: 120
  primaryKey: code
  columns:
    code: {type: string, length: 6, unique: true}
    price: {type: decimal, from: 1, to: 200}
orders:
  primaryKey: id
  columns:
    id: {type: integer, from: 500, to: 20000, unique: true}
    customer_id: {references: customers.id, children: {poisson: 3}}
    product_code: {references: products.code, pick: {zipf: 1.2}}
    gift_for: {references: customers.id, nulls: 80%}
    quantity: {type: integer, from: 1, to: 12}
    unit_price: {type: decimal, from: 2, to: 90}
    total: {expression: quantity * unit_price, as: "DECIMAL(12, 2)"}
    status: {type: enum, values: {new: 10%, shipped: 60%, returned: 30%}}
employees:
  rows: 200
  primaryKey: id
  columns:
    id: {type: integer, unique: true, ordered: true}
    manager_id: {references: employees.id}
    name: full_name
`;

/** A database with these tables and their keys. */
export async function shopDatabase(engine: TestEngine): Promise<TestDatabase> {
  const database = await engine.createDatabase();
  const connection = await database.connect();
  await loadTables({
    connection,
    sources: await sourcesOf(datasetOf(tables)),
    parameters: { name: 'shop', create: true, append: false, onReject: 'fail', rowsPerTransaction: 100_000 },
    fingerprint: 'f1',
    isContinued: false,
    isForced: false,
    log: silent,
    observe: () => {},
  });
  await connection.execute(
    sql`create table ${connection.dialect.table({ schema: connection.server.defaultSchema, name: 'empty_one' })} (a integer, b varchar(10))`,
  );
  await connection.close();
  return database;
}
