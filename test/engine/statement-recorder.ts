import type { Declaration } from '../../src/model/alteration.ts';
import type { Dialect } from '../../src/model/dialect.ts';
import type { Connection, Row, ServerInfo } from '../../src/model/engine.ts';
import type { Query, Sql, SqlValue } from '../../src/model/sql.ts';
import { formatTable, type Table, type TableName } from '../../src/model/table.ts';

/** Rows that every statement changes and every count finds, so that plan and apply go through. */
export const rowsOfStep = 5;

/** Where no server runs: a session that writes down what it is asked and answers as a shop of orders would. */
export interface Recorder {
  /** A new session over the same tables and ledger. */
  connect(): Promise<Connection>;
  /** All statements since the last time, in order. */
  take(): readonly Query[];
}

export interface Recorded {
  readonly dialect: Dialect;
  readonly server: ServerInfo;
  /** The tables, described by hand. */
  readonly tables: readonly Table[];
  /** Rows of a ledger table that are not to be read as they were written: of a run that others have changed. */
  readonly standing?: Partial<Record<'intact' | 'restored' | 'gone' | 'total', number>>;
}

/**
 * Answers to what shared code selects, by the names of its columns. The ledger is kept as far as its own statements
 * write it, so that a run can be applied and rolled back.
 */
export function recorder({ dialect, server, tables, standing }: Recorded): Recorder {
  let statements: Query[] = [];
  const ledger: Ledger = { tables: new Set(), rows: { runs: [], steps: [] } };
  const note = (statement: Sql): Query => {
    const query = dialect.render(statement);
    statements.push(query);
    return query;
  };
  const find = (name: TableName) => tables.find((table) => formatTable(table.name) === formatTable(name));
  const connection: Connection = {
    dialect,
    server,
    query: async (statement) => answer(note(statement), ledger, standing ?? {}),
    execute: async (statement) => perform(note(statement), ledger),
    async *stream(statement) {
      yield* answer(note(statement), ledger, {});
    },
    begin: async () => undefined,
    commit: async () => undefined,
    rollback: async () => undefined,
    interrupt: async () => undefined,
    close: async () => undefined,
    loading: { createTable: noRows, load: noRows },
    listTables: async () => tables.map(({ name, type }) => ({ name, type })),
    hasTable: async (name) => find(name) !== undefined || ledger.tables.has(name.name),
    describeTable: async (name) => find(name),
    declareTable: async (name) => declarationOf(find(name)!),
    missingPrivileges: async () => [],
  };
  return {
    connect: async () => connection,
    take() {
      const taken = statements;
      statements = [];
      return taken;
    },
  };
}

async function noRows(): Promise<never> {
  throw new Error('no rows are loaded into a recording');
}

interface Ledger {
  /** Names of its tables that were created. */
  readonly tables: Set<string>;
  readonly rows: Record<'runs' | 'steps', Record<string, SqlValue>[]>;
}

const figures: Row = {
  _rows: 60,
  _first: '2026-10-11 00:00:00',
  _latest: '2026-11-19 23:10:00',
  version: 1,
  last: 0,
  eligible: 40,
  matching: 40,
  found: rowsOfStep,
  digest: '4711',
  repeated: 0,
  referred: 0,
  total: rowsOfStep,
  intact: 0,
  restored: rowsOfStep,
  gone: 0,
  // Of the anomalies' surveys.
  mean: '100',
  sd: '10',
  q1: '90',
  q3: '110',
  median: '100',
  min: '1',
  max: '200',
  texts: 60,
  numbers: 60,
  beyond: 20,
  several: 20,
  longest: 8,
};

/** What a survey of buckets finds: fifty days that swing by the week. */
const daily: Row[] = Array.from({ length: 50 }, (_, index) => {
  const day = new Date(Date.UTC(2026, 9, 1 + index)).toISOString().slice(0, 10);
  const swing = index % 7;
  return {
    bucket: `${day} 00:00:00`,
    rows: String(20 + swing),
    values: String(20 + swing),
    total: String(1000 + 100 * swing),
    least: '1',
    most: '200',
  };
});

function answer(query: Query, ledger: Ledger, standing: Row): Row[] {
  const { text, values } = query;
  const kept = ledgerTable(text, /^select \* from/);
  if (kept === 'steps') return ledger.rows.steps.filter((row) => values.includes(row['run_id'] ?? null));
  // What is asked without a value, such as which runs decide, holds for every run that a recording makes.
  if (kept === 'runs') {
    const bound = Object.entries(zipped(conditionOf(text), values)).slice(0, values.length);
    return ledger.rows.runs.filter((row) => bound.every(([name, value]) => row[name] === value));
  }
  const names = [...text.matchAll(/\bas ["[`]([^"\]`]+)["\]`]|^select ["[`](version)["\]`]/g)].map(
    ([, alias, column]) => alias ?? column ?? '',
  );
  if (names.includes('part')) return measured(names);
  if (names.includes('label')) return ['new', 'paid', 'shipped'].map((label) => ({ ...figures, _rows: 20, label }));
  if (names.includes('bucket')) return daily;
  const known: Row = {
    ...figures,
    ...standing,
    ...(names.includes('occurrence') && { occurrence: 1, eligible: rowsOfStep }),
  };
  return [Object.fromEntries(names.map((name) => [name, known[name] ?? guessed(name)]))];
}

/**
 * Columns that verify a key (`c0 …`) find as many values as there are rows; those of conventions and patterns (`c0 …`,
 * `d0 …`, `p0 …`) count texts, those of new labels (`n0 …`) find none.
 */
function guessed(name: string): unknown {
  if (/^n\d+$/.test(name)) return 0;
  if (/^[cdp]\d+$/.test(name)) return name.endsWith('0') ? rowsOfStep : 0;
  return /^[kba]\d+$/.test(name) ? '1' : null;
}

/** What a plan's dry run gives: a summary, and the table before and after. */
function measured(names: readonly string[]): Row[] {
  const values = Object.fromEntries(names.filter((name) => /^v\d+$/.test(name)).map((name) => [name, null]));
  const row = (part: string, bucket: string | null, others: Row) => ({ part, bucket, ...values, ...others });
  return [
    row('summary', null, { v1: String(rowsOfStep), v2: figures['digest'] }),
    row('total', null, { v1: '60', v10: '60' }),
    row('total', '1', { v1: '40', v10: '40' }),
  ];
}

/** @returns the number of rows that the statement would have changed */
function perform({ text, values }: Query, ledger: Ledger): number {
  const created = /create table (?:if not exists )?\S*["[`](ledger|runs|steps)["\]`] ?\(/.exec(text)?.[1];
  if (created !== undefined) ledger.tables.add(created);
  const inserted = ledgerTable(text, /^insert into/);
  if (inserted !== undefined) ledger.rows[inserted].push(zipped(/\(([^)]*)\)/.exec(text)?.[1] ?? '', values));
  const updated = ledgerTable(text, /^update/);
  if (updated !== undefined) {
    const assigned = zipped(text.slice(text.search(/\bset\b/), text.search(/\bwhere\b/)), values);
    const condition = zipped(conditionOf(text), values.slice(Object.keys(assigned).length));
    for (const row of ledger.rows[updated].filter((each) => isOf(each, condition))) Object.assign(row, assigned);
  }
  const deleted = ledgerTable(text, /^delete from/);
  if (deleted !== undefined) {
    const condition = zipped(conditionOf(text), values);
    ledger.rows[deleted] = ledger.rows[deleted].filter((row) => !isOf(row, condition));
  }
  const isOfLedger = [inserted, updated, deleted].some((table) => table !== undefined);
  return isOfLedger || /["[`]ledger["\]`]/.test(text) ? 1 : rowsOfStep;
}

function ledgerTable(text: string, verb: RegExp): 'runs' | 'steps' | undefined {
  const found = /^[\w* ]+["[`][^"\]`]+["\]`]\.["[`](runs|steps)["\]`]/.exec(text)?.[1];
  return verb.test(text) ? (found as 'runs' | 'steps' | undefined) : undefined;
}

function conditionOf(text: string): string {
  return text.slice(text.search(/\bwhere\b/), /\border by\b/.exec(text)?.index);
}

/** The quoted names of a list, with the values that are bound in the same order. */
function zipped(list: string, values: readonly SqlValue[]): Record<string, SqlValue> {
  const names = [...list.matchAll(/["[`](\w+)["\]`]/g)].map(([, name]) => name ?? '');
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
}

function isOf(row: Readonly<Record<string, SqlValue>>, wanted: Readonly<Record<string, SqlValue>>): boolean {
  return ['id', 'run_id'].every((key) => !(key in wanted) || row[key] === wanted[key]);
}

/** A table on whose columns nothing hangs. */
function declarationOf({ columns }: Table): Declaration {
  const nothing = { keys: [], detach: [], attach: [], dependents: [], notes: [] };
  return {
    columns: columns.map((column) => ({ column, definition: column.type, ...nothing })),
    constraints: [],
    settings: [],
    readers: [],
  };
}
