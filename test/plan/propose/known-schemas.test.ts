import { expect, it } from 'vitest';
import { proposeBindings } from '../../../src/plan/propose/propose-bindings.ts';
import { duckdb } from '../../support/engines.ts';
import { run } from '../../support/statements.ts';

/** Columns of well-known example databases and products, as their makers name them, cut to what matters here. */
const schemas: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Chinook: {
    Invoice:
      'InvoiceId integer primary key, CustomerId integer, InvoiceDate timestamp, BillingCountry varchar, Total decimal(10, 2)',
    InvoiceLine:
      'InvoiceLineId integer primary key, InvoiceId integer, TrackId integer, UnitPrice decimal(10, 2), Quantity integer',
    Customer:
      'CustomerId integer primary key, FirstName varchar, LastName varchar, Company varchar, Country varchar, Phone varchar, Fax varchar, Email varchar',
    Employee:
      'EmployeeId integer primary key, LastName varchar, BirthDate timestamp, HireDate timestamp, Email varchar',
    Track: 'TrackId integer primary key, Name varchar, Milliseconds integer, UnitPrice decimal(10, 2)',
  },
  Sakila: {
    payment:
      'payment_id integer primary key, customer_id integer, staff_id integer, rental_id integer, amount decimal(5, 2), payment_date timestamp, last_update timestamp',
    rental:
      'rental_id integer primary key, rental_date timestamp, inventory_id integer, customer_id integer, return_date timestamp, last_update timestamp',
    customer:
      'customer_id integer primary key, store_id integer, first_name varchar, last_name varchar, email varchar, active boolean, create_date timestamp, last_update timestamp',
    film: 'film_id integer primary key, title varchar, rental_rate decimal(4, 2), replacement_cost decimal(5, 2), last_update timestamp',
  },
  'TPC-H': {
    ORDERS:
      'O_ORDERKEY integer primary key, O_CUSTKEY integer, O_ORDERSTATUS varchar, O_TOTALPRICE decimal(15, 2), O_ORDERDATE date, O_CLERK varchar',
    LINEITEM:
      'L_ID integer primary key, L_ORDERKEY integer, L_QUANTITY decimal(15, 2), L_EXTENDEDPRICE decimal(15, 2), L_DISCOUNT decimal(15, 2), L_TAX decimal(15, 2), L_SHIPDATE date, L_COMMITDATE date, L_RECEIPTDATE date',
    CUSTOMER:
      'C_CUSTKEY integer primary key, C_NAME varchar, C_NATIONKEY integer, C_PHONE varchar, C_ACCTBAL decimal(15, 2)',
  },
  Magento: {
    sales_order:
      'entity_id integer primary key, created_at timestamp, updated_at timestamp, customer_email varchar, grand_total decimal(20, 4), subtotal decimal(20, 4), tax_amount decimal(20, 4), shipping_amount decimal(20, 4), total_paid decimal(20, 4), total_refunded decimal(20, 4)',
    sales_order_item:
      'item_id integer primary key, order_id integer, created_at timestamp, updated_at timestamp, qty_ordered decimal(12, 4), price decimal(12, 4), row_total decimal(20, 4)',
    sales_invoice:
      'entity_id integer primary key, order_id integer, created_at timestamp, updated_at timestamp, grand_total decimal(20, 4)',
    customer_entity:
      'entity_id integer primary key, email varchar, created_at timestamp, updated_at timestamp, dob date',
  },
  Northwind: {
    Orders:
      'OrderID integer primary key, CustomerID integer, OrderDate timestamp, RequiredDate timestamp, ShippedDate timestamp, Freight decimal(10, 2), ShipCountry varchar',
    'Order Details':
      'ID integer primary key, OrderID integer, UnitPrice decimal(10, 2), Quantity integer, Discount float',
    Customers:
      'CustomerID integer primary key, CompanyName varchar, ContactName varchar, Country varchar, Phone varchar, Fax varchar',
  },
};

const roles = [
  { name: 'fact', needs: ['time', 'amount'], isOptional: true },
  { name: 'customer', needs: ['email'], isOptional: true },
];

it('proposals for well-known schemas are right where they are sure', async () => {
  const database = await duckdb.createDatabase();
  const found: string[] = [];
  for (const [schema, tables] of Object.entries(schemas)) {
    const connection = await database.connect();
    for (const [table, columns] of Object.entries(tables)) {
      const values = columns.split(/, (?!\d)/).map((column) => valueOf(column));
      await run(
        connection,
        `create table "${table}" (${columns})`,
        `insert into "${table}" select ${values.join(', ')} from generate_series(1, 50) as g(i)`,
      );
    }
    for (const { role, table, columns, certainty } of (await proposeBindings(connection, roles)).proposals) {
      const names = columns.map(({ choice }) => choice?.name ?? '?').join(', ');
      found.push(`${schema} ${role}: ${table === undefined ? 'nothing' : `${certainty} ${table.name} (${names})`}`);
    }
    await run(connection, ...Object.keys(tables).map((table) => `drop table "${table}"`));
    await connection.close();
  }
  await database.drop();
  expect(found).toEqual([
    'Chinook fact: sure Invoice (InvoiceDate, Total)',
    'Chinook customer: sure Customer (Email)',
    // A rental could be meant as well.
    'Sakila fact: unsure payment (payment_date, amount)',
    'Sakila customer: sure customer (email)',
    'TPC-H fact: sure ORDERS (O_ORDERDATE, O_TOTALPRICE)',
    // Its customers have no addresses.
    'TPC-H customer: nothing',
    // Orders and invoices have the same columns.
    'Magento fact: unsure sales_invoice (created_at, grand_total)',
    'Magento customer: sure customer_entity (email)',
    // Its orders have a freight and no total, its customers no addresses.
    'Northwind fact: nothing',
    'Northwind customer: nothing',
  ]);
});

function valueOf(column: string): string {
  if (/mail/i.test(column)) return `'kim' || i || '@shop.example'`;
  if (/varchar/.test(column)) return `'x' || i`;
  if (/timestamp/.test(column)) return `timestamp '2026-01-01' + i * interval '1 hour'`;
  if (column.endsWith(' date')) return `cast(timestamp '2026-01-01' + i * interval '1 day' as date)`;
  return /boolean/.test(column) ? 'true' : 'i';
}
