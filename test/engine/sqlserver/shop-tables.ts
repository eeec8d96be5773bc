import { typeFacts } from '../../../src/engine/sqlserver/types.ts';
import type { Column, ForeignKey, Table } from '../../../src/model/table.ts';

const schema = 'dbo';
const collation = 'SQL_Latin1_General_CP1_CI_AS';

/** A column by its name and its type as it is declared; `!` = not null. */
function columns(types: Readonly<Record<string, string>>): readonly Column[] {
  return Object.entries(types).map(([name, written], index) => ({
    name,
    ordinal: index + 1,
    ...typeFacts(catalogType(written.replace(/!$/, ''))),
    isNullable: !written.endsWith('!'),
    isComputed: written === 'timestamp',
    isIdentity: false,
    isGenerator: false,
  }));
}

/** The figures of the catalog out of `nvarchar(40)`, `decimal(10,2)`, `datetime2(3)`. */
function catalogType(type: string): Parameters<typeof typeFacts>[0] {
  const [, base = type, first = '', second = '0'] = /^(\w+)\((\w+)(?:,(\d+))?\)$/.exec(type) ?? [];
  const length = first === 'max' ? -1 : Number(first) * (base.startsWith('n') ? 2 : 1);
  const hasScaleOnly = /^(time|datetime2|datetimeoffset)$/.test(base);
  return {
    base,
    own: undefined,
    maxLength: length,
    precision: Number(first) || 0,
    scale: Number(hasScaleOnly ? first : second),
    collation: /char|text/.test(base) ? collation : undefined,
  };
}

function table(
  name: string,
  described: readonly Column[],
  key: readonly string[],
  others: Partial<Pick<Table, 'references' | 'referencedBy'>> = {},
): Table {
  return {
    name: { schema, name },
    identity: '1013578649',
    type: 'table',
    columns: described,
    keys: key.length === 0 ? [] : [{ name: `PK_${name}`, columns: key, isPrimary: true }],
    references: [],
    referencedBy: [],
    triggers: [],
    publications: [],
    ...others,
  };
}

const linesOfOrders: ForeignKey = {
  name: 'FK_lines_orders',
  child: { schema, name: 'lines' },
  childColumns: ['order_id'],
  parent: { schema, name: 'orders' },
  parentColumns: ['id'],
  onDelete: 'cascade',
  onUpdate: 'no action',
};

const orderColumns = {
  id: 'bigint!',
  customer: 'nvarchar(40)',
  status: 'varchar(12)',
  ordered_at: 'datetime2(6)',
  quantity: 'int',
  amount: 'decimal(10,2)',
  weight: 'float',
  day_text: 'varchar(12)',
  phone: 'nvarchar(16)',
  is_paid: 'bit',
};

/** Orders with a whole number for a key. */
export const orders = table('orders', columns(orderColumns), ['id'], { referencedBy: [linesOfOrders] });

/** Orders that nothing refers to, numbered by an identity column. */
export const numbered = table(
  'numbered',
  columns(orderColumns).map((each) => (each.name === 'id' ? { ...each, isIdentity: true, isGenerator: true } : each)),
  ['id'],
);

/** Lines of orders, which refer to them. */
export const lines = table(
  'lines',
  columns({ order_id: 'bigint!', product: 'char(8)!', note: 'nvarchar(max)', price: 'money', shipped: 'date' }),
  ['order_id', 'product'],
  { references: [linesOfOrders] },
);

/** Tickets with a key that the database makes. */
export const tickets = table(
  'tickets',
  columns({ id: 'uniqueidentifier!', subject: 'nvarchar(200)' }).map((each) =>
    each.name === 'id' ? { ...each, isGenerator: true, defaultSql: '(newsequentialid())' } : each,
  ),
  ['id'],
);

/** Whatever else a column may hold; nothing identifies its rows but the data. */
export const parcels = table(
  'parcels',
  columns({
    code: 'nvarchar(30)',
    tag: 'varbinary(16)',
    label: 'nchar(4)',
    sent: 'datetimeoffset(7)',
    seen: 'datetime',
    left_at: 'smalldatetime',
    arrives: 'time(3)',
    weight: 'real',
    price: 'smallmoney',
    floor: 'tinyint',
    owner: 'uniqueidentifier',
    note: 'ntext',
    remark: 'text',
    photo: 'image',
    details: 'xml',
    data: 'json',
    place: 'geography',
    path: 'hierarchyid',
    anything: 'sql_variant',
    version: 'timestamp',
  }),
  [],
);

export const tables = [orders, numbered, lines, tickets, parcels];
