import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Proposal } from '../../../src/model/proposal.ts';
import { proposeBindings } from '../../../src/plan/propose/propose-bindings.ts';
import { allTestEngines, duckdb, postgres, type TestDatabase } from '../../support/engines.ts';
import { run } from '../../support/statements.ts';
import { customers } from './customers.ts';
import { furnish } from './furnish.ts';

const roles = [
  { name: 'fact', needs: ['time', 'amount'], isOptional: true },
  { name: 'customer', needs: ['email', 'country'], isOptional: true },
];

/** `orders: ordered_at, total_amount`, with how sure it is. */
function inWords({ table, columns, certainty }: Proposal): string {
  if (table === undefined) return 'nothing';
  return `${certainty} ${table.name}: ${columns.map(({ choice }) => choice?.name ?? '?').join(', ')}`;
}

describe.each([postgres, duckdb])('bindings proposed on $name', (engine) => {
  const proposed = new Map<string, readonly Proposal[]>();

  beforeAll(async () => {
    const database = await engine.createDatabase();
    for (const customer of customers) {
      await furnish(database, customer);
      const connection = await database.connect();
      const { proposals } = await proposeBindings(connection, roles);
      proposed.set(customer.name, proposals);
      await run(connection, ...customer.tables.toReversed().map(({ name }) => `drop table "${name}"`));
      await connection.close();
    }
    await database.drop();
  });

  it('are these for ten customers', () => {
    const words = customers.map(({ name }) => [name, ...proposed.get(name)!.map(inWords)]);
    expect(words).toEqual([
      ['customer-a', 'sure orders: ordered_at, total_amount', 'sure customers: email, country'],
      ['customer-b', 'sure SalesOrderHeader: OrderDate, TotalDue', 'sure Customer: EmailAddress, CountryRegionCode'],
      ['customer-c', 'sure tblSalesHdr: OrderDt, TotalDue', 'sure tblCust: EMailAddr, CntryCd'],
      ['customer-d', 'sure bestellungen: bestelldatum, gesamtbetrag', 'sure kunden: email, land'],
      ['customer-e', 'sure AUFTRAG_KOPF: AUFDAT, BRUTTOWERT', 'sure KUNDEN_STAMM: EMAIL, LAND'],
      ['customer-f', 'sure ORDHDR: ORDDT, ORDTOT', 'sure CUSTMAST: EMLADR, CTRYCD'],
      ['customer-g', 'sure fct_sales: sold_at, net_revenue', 'sure dim_customer: email_address, country_code'],
      ['customer-h', 'sure invoice: posting_date, gross_total', 'sure client: contact, ctry'],
      // Names that only its maker understands.
      ['customer-i', 'nothing', 'nothing'],
      // It sells nothing, and its subscribers may be customers or not.
      ['customer-j', 'nothing', 'unsure subscribers: email, country'],
    ]);
  });

  it('are right in 17 of 19 cases, and never wrong', () => {
    const verdicts = customers.flatMap(({ name, right }) =>
      proposed.get(name)!.map(({ role, table, columns }) => {
        if (table === undefined) return right[role] === undefined ? 'rightly nothing' : 'missed';
        const names = {
          table: table.name,
          ...Object.fromEntries(columns.map(({ need, choice }) => [need, choice?.name])),
        };
        return JSON.stringify(names) === JSON.stringify(right[role]) ? 'right' : 'wrong';
      }),
    );
    const count = (verdict: string) => verdicts.filter((each) => each === verdict).length;
    expect({ right: count('right'), missed: count('missed'), wrong: count('wrong') }).toEqual({
      right: 17,
      missed: 2,
      wrong: 0,
    });
    expect(count('rightly nothing')).toBe(1);
  });

  it('say what is missing where nothing comes into question', () => {
    const [fact] = proposed.get('customer-j')!;
    expect(fact).toMatchObject({
      role: 'fact',
      certainty: 'unsure',
      nearest: { name: 'page_views', lacks: ['amount'] },
    });
  });

  it('give reasons and the second best', () => {
    const [fact] = proposed.get('customer-c')!;
    expect(fact?.table).toMatchObject({ name: 'tblSalesHdr', second: 'tblSalesHdr_bak2024' });
    expect(fact?.columns[0]?.choice).toMatchObject({ name: 'OrderDt', second: 'ShipDt' });
    expect(fact?.columns[0]?.choice?.reasons).toContain('"order" says it is the main one');
  });
});

describe('bindings are not sure', () => {
  let database: TestDatabase;
  const propose = async (...needs: readonly string[]) => {
    const connection = await database.connect({ readOnly: true });
    const { proposals } = await proposeBindings(connection, [{ name: 'fact', needs, isOptional: false }]);
    await connection.close();
    return proposals[0]!;
  };
  const make = async (...statements: readonly string[]) => {
    const connection = await database.connect();
    await run(connection, ...statements);
    await connection.close();
  };

  beforeAll(async () => {
    database = await duckdb.createDatabase();
  });
  afterAll(() => database.drop());

  it('where two tables are as good as each other', async () => {
    const columns = '(id integer primary key, ordered_at timestamp, total decimal(9, 2))';
    await make(`create table orders_eu ${columns}`, `create table orders_us ${columns}`);
    for (const table of ['orders_eu', 'orders_us'])
      await make(`insert into ${table} select i, timestamp '2026-01-01', i from generate_series(1, 50) as g(i)`);
    const { table, certainty } = await propose('time', 'amount');
    expect(certainty).toBe('unsure');
    expect(table?.reasons.at(-1)).toMatch(/^orders_.. would do nearly as well$/);
    await make('drop table orders_eu', 'drop table orders_us');
  });

  it('where two columns are as good as each other, or one is always the same', async () => {
    await make(
      'create table orders (id integer primary key, net_total decimal(9, 2), list_total decimal(9, 2), ordered_at timestamp)',
      `insert into orders select i, i, i, timestamp '2026-01-01' from generate_series(1, 50) as g(i)`,
    );
    const [amount] = (await propose('amount')).columns;
    expect(amount?.choice?.certainty).toBe('unsure');
    await make('update orders set list_total = 0');
    expect((await propose('amount')).columns[0]?.choice).toMatchObject({ name: 'net_total', certainty: 'sure' });
    await make('drop table orders');
  });

  it('of another table than the one that is bound already', async () => {
    const columns = '(id integer primary key, ordered_at timestamp, total decimal(9, 2))';
    await make(
      `create table orders ${columns}`,
      `create table shipments (id integer primary key, freight_total decimal(9, 2))`,
    );
    const connection = await database.connect();
    const { proposals } = await proposeBindings(connection, [
      { name: 'fact', needs: ['amount'], isOptional: false, table: 'main.shipments' },
      { name: 'event', needs: ['time'], isOptional: false, table: 'gone' },
    ]);
    await connection.close();
    expect(proposals.map(inWords)).toEqual([expect.stringMatching(/ main\.shipments: freight_total$/), 'nothing']);
    await make('drop table orders', 'drop table shipments');
  });

  it('outside of the default schema, unless only one other schema has such tables', async () => {
    const columns = '(id integer primary key, ordered_at timestamp, total decimal(9, 2))';
    const furnishOrders = async (table: string) =>
      make(
        `create table ${table} ${columns}`,
        `insert into ${table} select i, timestamp '2026-01-01', i from generate_series(1, 50) as g(i)`,
      );
    await make('create schema cust_a', 'create schema cust_b');
    await furnishOrders('cust_a.sales_order_hdr');
    expect(inWords(await propose('time', 'amount'))).toBe('sure cust_a.sales_order_hdr: ordered_at, total');
    await make(`create table cust_b.sold ${columns}`, `create table billed ${columns}`);
    expect(inWords(await propose('time', 'amount'))).toBe('sure cust_a.sales_order_hdr: ordered_at, total');
    await furnishOrders('cust_b.verkauf');
    const { table, certainty } = await propose('time', 'amount');
    expect({ name: table?.name, certainty }).toEqual({ name: 'cust_a.sales_order_hdr', certainty: 'likely' });
    expect(table?.reasons).toContain('not in the default schema');
    await make('drop table billed', 'drop schema cust_a cascade', 'drop schema cust_b cascade');
  });

  it('of a need that nobody has heard of, but for a column of its name', async () => {
    await make('create table orders (id integer primary key, fuel_surcharge decimal(9, 2), weekday integer)');
    await make('insert into orders select i, i * 2, i from generate_series(1, 50) as g(i)');
    expect((await propose('surcharge')).columns[0]?.choice).toMatchObject({
      name: 'fuel_surcharge',
      certainty: 'sure',
    });
    expect((await propose('kilometres')).columns).toEqual([{ need: 'kilometres' }]);
    await make('drop table orders');
  });
});

describe.each(allTestEngines)('a target on $name', (engine) => {
  it('is read for proposals', async () => {
    const database = await engine.createDatabase();
    const connection = await database.connect();
    const time = connection.dialect.product === 'Oracle' ? 'date' : 'datetime';
    const day = engine.name === 'postgres' ? 'timestamp' : time;
    await run(
      connection,
      `create table ORDHDR (ORDNO integer primary key, ORDDT ${day}, CONTACT varchar(40), ORDTOT decimal(9, 2), DISCAMT decimal(9, 2))`,
      ...Array.from(
        { length: 6 },
        (_, index) => `insert into ORDHDR values (${index}, null, 'kim${index}@shop.example', ${index}.50, 0)`,
      ),
    );
    const { proposals, tables } = await proposeBindings(connection, [
      { name: 'fact', needs: ['time', 'amount', 'email', 'id'], isOptional: true },
    ]);
    expect(tables.read).toBe(tables.all);
    expect(proposals.map((proposal) => inWords(proposal).toLowerCase())).toEqual([
      'sure ordhdr: orddt, ordtot, contact, ordno',
    ]);
    await database.drop();
  });
});

// On Oracle they are schemas of one database.
const withDatabases = allTestEngines.filter(({ name }) => name !== 'oracle');

describe.each(withDatabases)('two databases of one server on $name', (engine) => {
  it('are not taken for each other', async () => {
    const [mine, other] = [await engine.createDatabase(), await engine.createDatabase()];
    const neighbour = await other.connect();
    await run(neighbour, 'create table sales_order_hdr (id integer primary key, order_total decimal(9, 2))');
    await run(neighbour, 'insert into sales_order_hdr values (1, 2.50)');
    const connection = await mine.connect();
    await run(connection, 'create table page_views (id integer primary key)');
    const { proposals, tables } = await proposeBindings(connection, [
      { name: 'fact', needs: ['amount'], isOptional: true },
    ]);
    expect(tables.all).toBe(1);
    expect(proposals.map(inWords)).toEqual(['nothing']);
    await neighbour.close();
    await mine.drop();
    await other.drop();
  });
});
