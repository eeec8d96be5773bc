import type { Declaration, PortableType } from '../../model/alteration.ts';
import { away, type ColumnFacts, type Reshaping } from '../../model/reshaping.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { column, join, name, raw, sql } from '../../sql/sql.ts';
import { textLiteral } from '../text-literal.ts';
import { typeFacts } from './types.ts';

const portable: Readonly<Record<PortableType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'DECIMAL(38,4)',
  float: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

/** A column of a table that is made anew: what stands behind its name, and where its values come from. */
interface MadeColumn {
  readonly name: string;
  readonly definition: string;
  /** Undefined where the database computes it. */
  readonly value: Sql | undefined;
}

/** How a session writes the full name of a table. */
type Qualified = (table: TableName) => Sql;

/**
 * No transaction may change rows and then the shape of their table ("Cannot create index with outstanding updates",
 * "another transaction has altered this table"): where values come back, the table is made anew.
 */
export function reshapingWith(qualified: Qualified): Reshaping {
  const removeColumn = (table: TableName, title: string) => [
    sql`alter table ${qualified(table)} drop column ${name(title)}`,
  ];
  return {
    facts,
    renameTable: (table, to) => [sql`alter table ${qualified(table)} rename to ${name(to)}`],
    addColumn(table, { name: title, type }, value) {
      const rule = value === null ? '' : ` default ${textLiteral(value)}`;
      return [sql`alter table ${qualified(table)} add column ${name(title)} ${raw(`${type}${rule}`)}`];
    },
    removeColumn,
    dropColumn: ({ table, declared, keep }) => [
      sql`alter table ${qualified(table)} rename column ${name(declared.column.name)} to ${name(away)}`,
      keep(away),
      ...removeColumn(table, away),
    ],
    returnColumn({ table, declared, present, snapshot, meets }) {
      const made = columnsOf(present);
      const back = { name: declared.column.name, definition: declared.definition, value: valueBack(declared) };
      const at = declared.column.ordinal - 1;
      const columns = [...made.slice(0, at), back, ...made.slice(at)];
      return makeAnew(qualified, table, present, columns, sql`left join ${snapshot} fl_s on ${meets}`, declared.attach);
    },
    retypeColumn({ table, declared, present, keep, snapshot, meets }, to) {
      const definition = `${to.type}${declared.column.isNullable ? '' : ' not null'}`;
      const columns = replaced(present, { name: to.name, definition, value: column('fl_s', 'a1') });
      return [
        keep(declared.column.name),
        ...makeAnew(qualified, table, present, columns, sql`left join ${snapshot} fl_s on ${meets}`, declared.attach),
      ];
    },
    returnType({ table, declared, present, snapshot, meets }) {
      const back = { name: declared.column.name, definition: declared.definition, value: column('fl_s', 'b1') };
      const columns = replaced(present, back);
      return makeAnew(qualified, table, present, columns, sql`left join ${snapshot} fl_s on ${meets}`, []);
    },
    reorderColumns(table, present, order) {
      const made = columnsOf(present);
      const columns = order.map((each) => made.find((one) => one.name === each)!);
      return makeAnew(qualified, table, present, columns, sql``, []);
    },
    movedColumns: () => [],
    retypesInPlace: true,
  };
}

/** Rows that the snapshot does not hold get the default. */
function valueBack({ column: { defaultSql } }: { readonly column: { readonly defaultSql?: string | undefined } }): Sql {
  const before = column('fl_s', 'b1');
  return defaultSql === undefined
    ? before
    : sql`case when ${column('fl_s', 'k1')} is null then ${raw(defaultSql)} else ${before} end`;
}

function columnsOf({ columns }: Declaration): readonly MadeColumn[] {
  return columns.map(({ column: { name: title, isComputed }, definition }) => ({
    name: title,
    definition,
    value: isComputed ? undefined : column('t', title),
  }));
}

function replaced(present: Declaration, by: MadeColumn): readonly MadeColumn[] {
  return columnsOf(present).map((each) => (each.name === by.name ? by : each));
}

/** Definitions and statements come from the catalog, which quotes what is in them. */
function makeAnew(
  qualified: Qualified,
  table: TableName,
  { constraints, settings, columns: present }: Declaration,
  columns: readonly MadeColumn[],
  joined: Sql,
  attach: readonly string[],
): readonly Sql[] {
  const made = { schema: table.schema, name: `fl_back_${table.name}` };
  const parts = [
    ...columns.map((each) => sql`${name(each.name)} ${raw(each.definition)}`),
    ...constraints.map((each) => raw(each)),
  ];
  const filled = columns.filter(({ value }) => value !== undefined);
  const titles = join(filled.map((each) => name(each.name)));
  const values = join(filled.map(({ value }) => value!));
  return [
    sql`create table ${qualified(made)} (${join(parts)})`,
    sql`insert into ${qualified(made)} (${titles})\nselect ${values}\nfrom ${qualified(table)} t ${joined}\norder by t.rowid`,
    sql`drop table ${qualified(table)}`,
    sql`alter table ${qualified(made)} rename to ${name(table.name)}`,
    ...[...new Set([...settings, ...present.flatMap((each) => each.attach), ...attach])].map(raw),
  ];
}

/** A portable type as DuckDB has it. */
export function facts(type: PortableType): ColumnFacts {
  const flags = { isNullable: true, isComputed: false, isIdentity: false, isGenerator: false };
  return { ...typeFacts(portable[type]), ...flags };
}
