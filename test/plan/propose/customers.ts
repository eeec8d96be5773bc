import { checksum } from '../../support/checksum.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { run } from '../../support/statements.ts';

/** A column as `type: expression of i`, the number of the row from 1. */
type Columns = Readonly<Record<string, readonly [type: string, value: string]>>;

interface CustomerTable {
  readonly name: string;
  readonly rows: number;
  readonly key: string;
  /** Column and the table it refers to. */
  readonly refers?: Readonly<Record<string, string>>;
  readonly columns: Columns;
}

/** One customer's database, named in that customer's way, and what is right to bind there. */
export interface Customer {
  readonly name: string;
  readonly tables: readonly CustomerTable[];
  /** By role: the table, and the columns by need; absent where the customer has no such thing. */
  readonly right: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const id = ['integer', 'i'] as const;
const many = 200;
const few = 40;
const customerOf = ['integer', `1 + i % ${few}`] as const;
const day = (offset: number) =>
  ['date', `cast(date '2026-01-01' + (i % 30 + ${offset}) * interval '1 day' as date)`] as const;
const moment = (offset: number) =>
  [
    'timestamp',
    `timestamp '2026-01-01 12:00:00' + (i % 30) * interval '1 day' + ${offset} * interval '1 hour'`,
  ] as const;
const money = (factor: number) => ['decimal(12, 2)', `${factor} * (10 + (i * 37 % 5000) / 100.0)`] as const;
const email = ['varchar(60)', `'kim' || i || '@shop.example'`] as const;
const person = ['varchar(60)', `'Kim ' || i`] as const;
const country = ['varchar(2)', `case when i % 2 = 0 then 'DE' else 'FR' end`] as const;
const count = ['integer', '1 + i % 4'] as const;

/** Ten ways to say the same; the last customer sells nothing. */
export const customers: readonly Customer[] = [
  {
    name: 'customer-a',
    tables: [
      {
        name: 'customers',
        rows: few,
        key: 'id',
        columns: { id, full_name: person, email, country, created_at: moment(0) },
      },
      {
        name: 'orders',
        rows: many,
        key: 'id',
        refers: { customer_id: 'customers' },
        columns: {
          id,
          customer_id: customerOf,
          ordered_at: moment(1),
          updated_at: moment(5),
          status: country,
          tax_amount: money(0.19),
          shipping_amount: money(0.05),
          total_amount: money(1.24),
        },
      },
      {
        name: 'order_items',
        rows: many * 2,
        key: 'id',
        columns: { id, order_id: ['integer', `1 + i % ${many}`], quantity: count, unit_price: money(0.5) },
      },
    ],
    right: {
      fact: { table: 'orders', time: 'ordered_at', amount: 'total_amount' },
      customer: { table: 'customers', email: 'email', country: 'country' },
    },
  },
  {
    name: 'customer-b',
    tables: [
      {
        name: 'Customer',
        rows: few,
        key: 'CustomerID',
        columns: {
          CustomerID: id,
          FirstName: person,
          LastName: person,
          EmailAddress: email,
          EmailPromotion: count,
          CountryRegionCode: country,
          ModifiedDate: moment(0),
        },
      },
      {
        name: 'SalesOrderHeader',
        rows: many,
        key: 'SalesOrderID',
        refers: { CustomerID: 'Customer' },
        columns: {
          SalesOrderID: id,
          CustomerID: customerOf,
          OrderDate: moment(0),
          DueDate: moment(240),
          ShipDate: moment(48),
          SubTotal: money(1),
          TaxAmt: money(0.19),
          Freight: money(0.05),
          TotalDue: money(1.24),
          ModifiedDate: moment(60),
        },
      },
      {
        name: 'SalesOrderDetail',
        rows: many * 2,
        key: 'SalesOrderDetailID',
        columns: {
          SalesOrderDetailID: id,
          SalesOrderID: ['integer', `1 + i % ${many}`],
          OrderQty: count,
          UnitPrice: money(0.5),
          LineTotal: money(1),
          ModifiedDate: moment(60),
        },
      },
      {
        name: 'SalesTaxRate',
        rows: 5,
        key: 'SalesTaxRateID',
        columns: { SalesTaxRateID: id, TaxRate: money(0.01), Name: person, ModifiedDate: moment(0) },
      },
    ],
    right: {
      fact: { table: 'SalesOrderHeader', time: 'OrderDate', amount: 'TotalDue' },
      customer: { table: 'Customer', email: 'EmailAddress', country: 'CountryRegionCode' },
    },
  },
  {
    name: 'customer-c',
    tables: [
      {
        name: 'tblCust',
        rows: few,
        key: 'CustID',
        columns: { CustID: id, CustName: person, EMailAddr: email, CntryCd: country },
      },
      {
        name: 'tblSalesHdr',
        rows: many,
        key: 'SalesHdrID',
        refers: { CustID: 'tblCust' },
        columns: {
          SalesHdrID: id,
          CustID: customerOf,
          OrderDt: day(0),
          ShipDt: day(2),
          TotalDue: money(1.24),
          TaxAmt: money(0.19),
          LastModDt: moment(9),
        },
      },
      {
        name: 'tblSalesDtl',
        rows: many * 2,
        key: 'SalesDtlID',
        columns: { SalesDtlID: id, SalesHdrID: ['integer', `1 + i % ${many}`], Qty: count, UnitPrice: money(0.5) },
      },
      {
        name: 'tblSalesHdr_bak2024',
        rows: many,
        key: 'SalesHdrID',
        columns: {
          SalesHdrID: id,
          CustID: customerOf,
          OrderDt: day(0),
          ShipDt: day(2),
          TotalDue: money(1.24),
          TaxAmt: money(0.19),
          LastModDt: moment(9),
        },
      },
    ],
    right: {
      fact: { table: 'tblSalesHdr', time: 'OrderDt', amount: 'TotalDue' },
      customer: { table: 'tblCust', email: 'EMailAddr', country: 'CntryCd' },
    },
  },
  {
    name: 'customer-d',
    tables: [
      {
        name: 'kunden',
        rows: few,
        key: 'kundennr',
        columns: {
          kundennr: id,
          nachname: person,
          geburtsdatum: day(-9000),
          email,
          newsletter_email: ['boolean', 'i % 2 = 0'],
          land: country,
        },
      },
      {
        name: 'bestellungen',
        rows: many,
        key: 'bestellnr',
        refers: { kundennr: 'kunden' },
        columns: {
          bestellnr: id,
          kundennr: customerOf,
          bestelldatum: day(0),
          lieferdatum: day(3),
          mwst_betrag: money(0.19),
          gesamtbetrag: money(1.19),
          geaendert_am: moment(40),
        },
      },
      {
        name: 'bestellpositionen',
        rows: many * 2,
        key: 'posnr',
        columns: { posnr: id, bestellnr: ['integer', `1 + i % ${many}`], menge: count, einzelpreis: money(0.5) },
      },
    ],
    right: {
      fact: { table: 'bestellungen', time: 'bestelldatum', amount: 'gesamtbetrag' },
      customer: { table: 'kunden', email: 'email', country: 'land' },
    },
  },
  {
    name: 'customer-e',
    tables: [
      {
        name: 'KUNDEN_STAMM',
        rows: few,
        key: 'KDNR',
        columns: { KDNR: id, NAME1: person, NAME2: person, ORT: person, LAND: country, EMAIL: email },
      },
      {
        name: 'AUFTRAG_KOPF',
        rows: many,
        key: 'AUFNR',
        refers: { KDNR: 'KUNDEN_STAMM' },
        columns: {
          AUFNR: id,
          KDNR: customerOf,
          AUFDAT: day(0),
          LIEFDAT: day(2),
          NETTOWERT: money(1),
          BRUTTOWERT: money(1.19),
          AENDDAT: day(5),
        },
      },
      {
        name: 'AUFTRAG_POS',
        rows: many * 2,
        key: 'POSNR',
        columns: { POSNR: id, AUFNR: ['integer', `1 + i % ${many}`], MENGE: count, PREIS: money(0.5) },
      },
    ],
    right: {
      fact: { table: 'AUFTRAG_KOPF', time: 'AUFDAT', amount: 'BRUTTOWERT' },
      customer: { table: 'KUNDEN_STAMM', email: 'EMAIL', country: 'LAND' },
    },
  },
  {
    name: 'customer-f',
    tables: [
      {
        name: 'CUSTMAST',
        rows: few,
        key: 'CUSTNO',
        columns: { CUSTNO: id, CUSTNM: person, EMLADR: email, CTRYCD: country, CRLIMT: money(100) },
      },
      {
        name: 'ORDHDR',
        rows: many,
        key: 'ORDNO',
        columns: {
          ORDNO: id,
          CUSTNO: customerOf,
          ORDDT: day(0),
          REQDT: day(4),
          DISCAMT: money(0.1),
          ORDTOT: money(1),
          UPDTS: moment(7),
        },
      },
      {
        name: 'ORDDTL',
        rows: many * 2,
        key: 'DTLNO',
        columns: { DTLNO: id, ORDNO: ['integer', `1 + i % ${many}`], QTYORD: count, UNTPRC: money(0.5) },
      },
    ],
    right: {
      fact: { table: 'ORDHDR', time: 'ORDDT', amount: 'ORDTOT' },
      customer: { table: 'CUSTMAST', email: 'EMLADR', country: 'CTRYCD' },
    },
  },
  {
    name: 'customer-g',
    tables: [
      {
        name: 'dim_customer',
        rows: few,
        key: 'customer_key',
        columns: {
          customer_key: id,
          email_address: email,
          country_code: country,
          valid_from: day(0),
          valid_to: day(900),
        },
      },
      {
        name: 'fct_sales',
        rows: many,
        key: 'sale_id',
        refers: { customer_key: 'dim_customer' },
        columns: {
          sale_id: id,
          customer_key: customerOf,
          sold_at: moment(0),
          net_revenue: money(1),
          discount_amount: money(0.1),
          units: count,
          etl_loaded_at: moment(90),
        },
      },
      {
        name: 'stg_sales',
        rows: many,
        key: 'sale_id',
        columns: { sale_id: id, sold_at: moment(0), net_revenue: money(1), etl_loaded_at: moment(90) },
      },
    ],
    right: {
      fact: { table: 'fct_sales', time: 'sold_at', amount: 'net_revenue' },
      customer: { table: 'dim_customer', email: 'email_address', country: 'country_code' },
    },
  },
  {
    name: 'customer-h',
    tables: [
      {
        name: 'client',
        rows: few,
        key: 'client_id',
        columns: { client_id: id, display_name: person, contact: email, ctry: country },
      },
      {
        name: 'invoice',
        rows: many,
        key: 'invoice_no',
        refers: { client_id: 'client' },
        columns: {
          invoice_no: id,
          client_id: customerOf,
          posting_date: day(0),
          due_date: day(30),
          paid_at: moment(400),
          vat_total: money(0.19),
          paid_total: money(1),
          gross_total: money(1.19),
        },
      },
      {
        name: 'invoice_line',
        rows: many * 2,
        key: 'line_no',
        columns: { line_no: id, invoice_no: ['integer', `1 + i % ${many}`], pieces: count, line_total: money(0.5) },
      },
    ],
    right: {
      fact: { table: 'invoice', time: 'posting_date', amount: 'gross_total' },
      customer: { table: 'client', email: 'contact', country: 'ctry' },
    },
  },
  {
    name: 'customer-i',
    tables: [
      {
        name: 'KNA1',
        rows: few,
        key: 'KUNNR',
        columns: { KUNNR: id, NAME1: person, LAND1: country, ADRNR: id, SMTP_ADDR: email },
      },
      {
        name: 'VBAK',
        rows: many,
        key: 'VBELN',
        columns: {
          VBELN: id,
          ERDAT: day(0),
          AUDAT: day(1),
          VDATU: day(9),
          NETWR: money(1),
          KUNNR: customerOf,
          AEDAT: day(2),
        },
      },
      {
        name: 'VBAP',
        rows: many * 2,
        key: 'POSNR',
        columns: { POSNR: id, VBELN: ['integer', `1 + i % ${many}`], KWMENG: count, NETPR: money(0.5), ERDAT: day(0) },
      },
    ],
    right: {
      fact: { table: 'VBAK', time: 'AUDAT', amount: 'NETWR' },
      customer: { table: 'KNA1', email: 'SMTP_ADDR', country: 'LAND1' },
    },
  },
  {
    name: 'customer-j',
    tables: [
      { name: 'subscribers', rows: few, key: 'id', columns: { id, email, country, subscribed_at: moment(0) } },
      {
        name: 'page_views',
        rows: many,
        key: 'id',
        columns: { id, subscriber_id: customerOf, viewed_at: moment(1), duration_ms: count, url: person },
      },
    ],
    right: { customer: { table: 'subscribers', email: 'email', country: 'country' } },
  },
];

/** Makes the customer's tables. */
export async function furnish(database: TestDatabase, customer: Customer): Promise<void> {
  const connection = await database.connect();
  for (const table of customer.tables) {
    const columns = Object.entries(table.columns).map(([name, [type]]) => `"${name}" ${type}`);
    const links = Object.entries(table.refers ?? {}).map(
      ([column, parent]) => `foreign key ("${column}") references "${parent}"`,
    );
    const values = Object.values(table.columns).map(([, value]) => value);
    await run(
      connection,
      `create table "${table.name}" (${[...columns, `primary key ("${table.key}")`, ...links].join(', ')})`,
      `insert into "${table.name}" select ${values.join(', ')} from generate_series(1, ${table.rows}) as g(i)`,
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
