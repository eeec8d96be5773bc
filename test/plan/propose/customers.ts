interface CustomerTable {
  readonly name: string;
  readonly rows: number;
  /** Column and the table it refers to. */
  readonly refers?: Readonly<Record<string, string>>;
  /** Each column's name and kind, as `kinds` has them; the first one is the key. */
  readonly columns: string;
}

/** One customer's database, named in that customer's way, and what is right to bind there. */
export interface Customer {
  readonly name: string;
  readonly tables: readonly CustomerTable[];
  /** By role: the table, and the columns by need; absent where the customer has no such thing. */
  readonly right: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const many = 200;
export const few = 40;

/** Ten ways to say the same; the last customer sells nothing. */
export const customers: readonly Customer[] = [
  {
    name: 'customer-a',
    tables: [
      {
        name: 'customers',
        rows: few,
        columns: 'id id, full_name person, email email, country country, created_at moment 0',
      },
      {
        name: 'orders',
        rows: many,
        refers: { customer_id: 'customers' },
        columns:
          'id id, customer_id customer, ordered_at moment 1, updated_at moment 5, status country, tax_amount money 0.19, shipping_amount money 0.05, total_amount money 1.24',
      },
      { name: 'order_items', rows: 2 * many, columns: 'id id, order_id order, quantity count, unit_price money 0.5' },
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
        columns:
          'CustomerID id, FirstName person, LastName person, EmailAddress email, EmailPromotion count, CountryRegionCode country, ModifiedDate moment 0',
      },
      {
        name: 'SalesOrderHeader',
        rows: many,
        refers: { CustomerID: 'Customer' },
        columns:
          'SalesOrderID id, CustomerID customer, OrderDate moment 0, DueDate moment 240, ShipDate moment 48, SubTotal money 1, TaxAmt money 0.19, Freight money 0.05, TotalDue money 1.24, ModifiedDate moment 60',
      },
      {
        name: 'SalesOrderDetail',
        rows: 2 * many,
        columns:
          'SalesOrderDetailID id, SalesOrderID order, OrderQty count, UnitPrice money 0.5, LineTotal money 1, ModifiedDate moment 60',
      },
      {
        name: 'SalesTaxRate',
        rows: 5,
        columns: 'SalesTaxRateID id, TaxRate money 0.01, Name person, ModifiedDate moment 0',
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
      { name: 'tblCust', rows: few, columns: 'CustID id, CustName person, EMailAddr email, CntryCd country' },
      {
        name: 'tblSalesHdr',
        rows: many,
        refers: { CustID: 'tblCust' },
        columns:
          'SalesHdrID id, CustID customer, OrderDt day 0, ShipDt day 2, TotalDue money 1.24, TaxAmt money 0.19, LastModDt moment 9',
      },
      {
        name: 'tblSalesDtl',
        rows: 2 * many,
        columns: 'SalesDtlID id, SalesHdrID order, Qty count, UnitPrice money 0.5',
      },
      {
        name: 'tblSalesHdr_bak2024',
        rows: many,
        columns:
          'SalesHdrID id, CustID customer, OrderDt day 0, ShipDt day 2, TotalDue money 1.24, TaxAmt money 0.19, LastModDt moment 9',
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
        columns:
          'kundennr id, nachname person, geburtsdatum day -9000, email email, newsletter_email flag, land country',
      },
      {
        name: 'bestellungen',
        rows: many,
        refers: { kundennr: 'kunden' },
        columns:
          'bestellnr id, kundennr customer, bestelldatum day 0, lieferdatum day 3, mwst_betrag money 0.19, gesamtbetrag money 1.19, geaendert_am moment 40',
      },
      {
        name: 'bestellpositionen',
        rows: 2 * many,
        columns: 'posnr id, bestellnr order, menge count, einzelpreis money 0.5',
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
        columns: 'KDNR id, NAME1 person, NAME2 person, ORT person, LAND country, EMAIL email',
      },
      {
        name: 'AUFTRAG_KOPF',
        rows: many,
        refers: { KDNR: 'KUNDEN_STAMM' },
        columns:
          'AUFNR id, KDNR customer, AUFDAT day 0, LIEFDAT day 2, NETTOWERT money 1, BRUTTOWERT money 1.19, AENDDAT day 5',
      },
      { name: 'AUFTRAG_POS', rows: 2 * many, columns: 'POSNR id, AUFNR order, MENGE count, PREIS money 0.5' },
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
        columns: 'CUSTNO id, CUSTNM person, EMLADR email, CTRYCD country, CRLIMT money 100',
      },
      {
        name: 'ORDHDR',
        rows: many,
        columns:
          'ORDNO id, CUSTNO customer, ORDDT day 0, REQDT day 4, DISCAMT money 0.1, ORDTOT money 1, UPDTS moment 7',
      },
      { name: 'ORDDTL', rows: 2 * many, columns: 'DTLNO id, ORDNO order, QTYORD count, UNTPRC money 0.5' },
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
        columns: 'customer_key id, email_address email, country_code country, valid_from day 0, valid_to day 900',
      },
      {
        name: 'fct_sales',
        rows: many,
        refers: { customer_key: 'dim_customer' },
        columns:
          'sale_id id, customer_key customer, sold_at moment 0, net_revenue money 1, discount_amount money 0.1, units count, etl_loaded_at moment 90',
      },
      {
        name: 'stg_sales',
        rows: many,
        columns: 'sale_id id, sold_at moment 0, net_revenue money 1, etl_loaded_at moment 90',
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
      { name: 'client', rows: few, columns: 'client_id id, display_name person, contact email, ctry country' },
      {
        name: 'invoice',
        rows: many,
        refers: { client_id: 'client' },
        columns:
          'invoice_no id, client_id customer, posting_date day 0, due_date day 30, paid_at moment 400, vat_total money 0.19, paid_total money 1, gross_total money 1.19',
      },
      {
        name: 'invoice_line',
        rows: 2 * many,
        columns: 'line_no id, invoice_no order, pieces count, line_total money 0.5',
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
      { name: 'KNA1', rows: few, columns: 'KUNNR id, NAME1 person, LAND1 country, ADRNR id, SMTP_ADDR email' },
      {
        name: 'VBAK',
        rows: many,
        columns: 'VBELN id, ERDAT day 0, AUDAT day 1, VDATU day 9, NETWR money 1, KUNNR customer, AEDAT day 2',
      },
      { name: 'VBAP', rows: 2 * many, columns: 'POSNR id, VBELN order, KWMENG count, NETPR money 0.5, ERDAT day 0' },
    ],
    right: {
      fact: { table: 'VBAK', time: 'AUDAT', amount: 'NETWR' },
      customer: { table: 'KNA1', email: 'SMTP_ADDR', country: 'LAND1' },
    },
  },
  {
    name: 'customer-j',
    tables: [
      { name: 'subscribers', rows: few, columns: 'id id, email email, country country, subscribed_at moment 0' },
      {
        name: 'page_views',
        rows: many,
        columns: 'id id, subscriber_id customer, viewed_at moment 1, duration_ms count, url person',
      },
    ],
    right: {
      customer: { table: 'subscribers', email: 'email', country: 'country' },
    },
  },
];
