import type { Column, ForeignKey, Table } from '../../../src/model/table.ts';
import { familyOf, typeFacts } from '../../../src/engine/oracle/types.ts';

const schema = 'SHOP';

/** A column by its name and its type as the catalog writes it; `!` = not null. */
function columns(types: Readonly<Record<string, string>>): readonly Column[] {
  return Object.entries(types).map(([name, written], index) => {
    const type = written.replace(/!$/, '');
    const [, title = type, first, second] = /^(\w+)\((\d+)(?:,(\d+))?\)$/.exec(type) ?? [];
    const isText = ['varchar', 'char', 'nvarchar', 'nchar'].includes(familyOf(type));
    const isNumber = title === 'NUMBER';
    return {
      name,
      ordinal: index + 1,
      ...typeFacts(
        {
          name: isText || isNumber || title === 'RAW' ? title : type,
          owner: undefined,
          length: Number(first ?? 0),
          characters: Number(first ?? 0),
          countsCharacters: isText,
          precision: isNumber && first !== undefined ? Number(first) : undefined,
          scale: isNumber && first !== undefined ? Number(second ?? 0) : undefined,
          collation: isText ? 'USING_NLS_COMP' : undefined,
        },
        true,
      ),
      isNullable: !written.endsWith('!'),
      isComputed: false,
      isIdentity: false,
      isGenerator: false,
    };
  });
}

function table(
  name: string,
  described: readonly Column[],
  key: readonly string[],
  others: Partial<Pick<Table, 'references' | 'referencedBy'>> = {},
): Table {
  return {
    name: { schema, name },
    identity: '73412',
    type: 'table',
    columns: described,
    keys: key.length === 0 ? [] : [{ name: `${name}_PK`, columns: key, isPrimary: true }],
    references: [],
    referencedBy: [],
    triggers: [],
    publications: [],
    ...others,
  };
}

const linesOfOrders: ForeignKey = {
  name: 'LINES_FK',
  child: { schema, name: 'LINES' },
  childColumns: ['ORDER_ID'],
  parent: { schema, name: 'ORDERS' },
  parentColumns: ['ID'],
  onDelete: 'no action',
  onUpdate: 'no action',
};

const orderColumns = {
  ID: 'NUMBER(18,0)!',
  CUSTOMER: 'VARCHAR2(40)',
  STATUS: 'VARCHAR2(12)',
  ORDERED_AT: 'TIMESTAMP(6)',
  QUANTITY: 'NUMBER(9,0)',
  AMOUNT: 'NUMBER(10,2)',
  WEIGHT: 'BINARY_DOUBLE',
  DAY_TEXT: 'VARCHAR2(12)',
  PHONE: 'VARCHAR2(16)',
};

/** Orders with a whole number for a key. */
export const orders = table('ORDERS', columns(orderColumns), ['ID'], { referencedBy: [linesOfOrders] });

/** Orders that nothing refers to, numbered by an identity column. */
export const numbered = table(
  'NUMBERED',
  columns(orderColumns).map((each) =>
    each.name === 'ID'
      ? { ...each, isIdentity: true, isGenerator: true, defaultSql: '"SHOP"."ISEQ$$_73412".nextval' }
      : each,
  ),
  ['ID'],
);

/** Lines of orders, which refer to them. */
export const lines = table(
  'LINES',
  columns({ ORDER_ID: 'NUMBER(18,0)!', PRODUCT: 'CHAR(16)!', NOTE: 'NVARCHAR2(40)', PRICE: 'NUMBER', SHIPPED: 'DATE' }),
  ['ORDER_ID', 'PRODUCT'],
  { references: [linesOfOrders] },
);

/** Whatever else a column may hold; nothing identifies its rows but the data. */
export const parcels = table(
  'PARCELS',
  columns({
    CODE: 'VARCHAR2(30)',
    TAG: 'RAW(16)',
    LABEL: 'NCHAR(4)',
    SENT: 'TIMESTAMP(9) WITH TIME ZONE',
    SEEN: 'TIMESTAMP(3) WITH LOCAL TIME ZONE',
    WEIGHT: 'BINARY_FLOAT',
    VOLUME: 'FLOAT',
    AGE: 'INTERVAL YEAR(2) TO MONTH',
    DELAY: 'INTERVAL DAY(2) TO SECOND(6)',
    NOTE: 'CLOB',
    COMMENTS: 'NCLOB',
    PHOTO: 'BLOB',
    PLACE: 'ROWID',
    DETAILS: 'XMLTYPE',
    DATA: 'JSON',
    IS_FRAGILE: 'BOOLEAN',
  }),
  [],
);

export const tables = [orders, numbered, lines, parcels];
