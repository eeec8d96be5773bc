import type { Alteration } from './alteration.ts';

/** A table by its full name. Names are as the catalog of the database spells them, never quoted. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** What a column holds, as far as anomalies care. The engine maps its types onto these. */
export type ColumnKind =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'text'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'timestamptz'
  | 'interval'
  | 'uuid'
  | 'json'
  | 'binary'
  | 'array'
  | 'enum'
  | 'other';

export interface Column {
  readonly name: string;
  /** Position in the table, from 1. */
  readonly ordinal: number;
  readonly kind: ColumnKind;
  /** The exact type as the engine writes it: `numeric(12,2)`, `character varying(20)`, `app.mood`. */
  readonly type: string;
  /** The type in which a snapshot keeps values of the column: `type`, or a domain's base type. */
  readonly storage: string;
  readonly isNullable: boolean;
  /** Most characters a text holds; undefined = no limit. */
  readonly length?: number | undefined;
  /** An empty text is NULL in it (Oracle); absent = false. */
  readonly emptyIsNull?: boolean | undefined;
  /** First and last moment that a type holds whose years do not reach from 1 to 9999, ISO 8601 in UTC. */
  readonly moments?: { readonly first: string; readonly last: string } | undefined;
  /** Digits in all, of a decimal with a declared precision. */
  readonly precision?: number | undefined;
  /** Digits behind the point; 0 for integers, undefined where the type leaves it open. */
  readonly scale?: number | undefined;
  /** Smallest and largest value of an integer type, as decimal text. */
  readonly range?: { readonly min: string; readonly max: string } | undefined;
  /** The database computes it (generated columns, row versions): never a subject, never written back. */
  readonly isComputed: boolean;
  /** `identity` columns need to be overridden when a stored value is written back. */
  readonly isIdentity: boolean;
  /** The database makes a fresh value where none is given: identity, sequence, uuid or another volatile default. */
  readonly isGenerator: boolean;
  /** Every update of a row changes it too, unless it is set itself (MySQL's `on update current_timestamp`); absent = false. */
  readonly followsUpdates?: boolean | undefined;
  /** The default as SQL text of the engine, for display and for `isGenerator` columns. */
  readonly defaultSql?: string | undefined;
}

/** A primary key, unique constraint or unique index over plain columns without a condition. */
export interface UniqueKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isPrimary: boolean;
  /** It says where a row stands, not what it is: taken as key only where nothing else identifies rows. Absent = false. */
  readonly isPlace?: true | undefined;
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface ForeignKey {
  readonly name: string;
  readonly child: TableName;
  readonly childColumns: readonly string[];
  readonly parent: TableName;
  readonly parentColumns: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
}

export interface Table {
  readonly name: TableName;
  /** Changes when the table is dropped and made again; equal as long as it is the same table. */
  readonly identity: string;
  /** Everything that is not an ordinary table is refused as a subject, by this word. */
  readonly type: 'table' | 'view' | 'materialized view' | 'foreign table' | 'parent of inheriting tables';
  readonly columns: readonly Column[];
  readonly keys: readonly UniqueKey[];
  /** Foreign keys of this table to others. */
  readonly references: readonly ForeignKey[];
  /** Foreign keys of others (or of itself) to this table. */
  readonly referencedBy: readonly ForeignKey[];
  /** Names of user triggers that are enabled. */
  readonly triggers: readonly string[];
  /** Names of publications or change feeds that send its changes to others. */
  readonly publications: readonly string[];
  /** Why the engine would refuse to update or delete its rows, as the end of a sentence, if it would. */
  readonly changeBlocker?: string | undefined;
  /** Why the engine would refuse to insert rows with the values that they had, as the end of a sentence, if it would. */
  readonly insertBlocker?: string | undefined;
  /** Why the engine would refuse to rename a column, if it would: "DuckDB renames no column of a table with an index". */
  readonly renameBlocker?: string | undefined;
  /** Why the engine could not make one of these changes and take it back whole, if it could not: "Oracle gives no column with values another type". */
  readonly alterBlockers?: Readonly<Partial<Record<Alteration['change'], string>>> | undefined;
  /** Size on disk with its indexes; undefined where the engine does not tell. */
  readonly bytes?: number | undefined;
  /** Rows as the database's statistics have them; undefined = never counted. */
  readonly estimatedRows?: number | undefined;
}

/** The columns by which a step finds its rows again. */
export interface Key {
  readonly columns: readonly Column[];
  /**
   * How it was found: declared by the table, verified in the data, or given by the step (and verified). `row`: a digest
   * of the whole row and its number among identical rows, which the queries add.
   */
  readonly origin: 'primary key' | 'unique key' | 'verified unique' | 'given' | 'row';
}

/** `schema.name`, the form used in scenario files and output. */
export function formatTable(table: TableName): string {
  return `${table.schema}.${table.name}`;
}

/** Whether two names are of one table; their written forms are no proof: a name may hold a point. */
export function isSameTable(left: TableName, right: TableName): boolean {
  return left.schema === right.schema && left.name === right.name;
}
