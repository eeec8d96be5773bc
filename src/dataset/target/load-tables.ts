import type { Connection } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { LoadTable } from '../../model/load.ts';
import { formatTable, type TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import type { TableSource } from '../table-source.ts';
import {
  addToRecord,
  closeRecord,
  hasRecord,
  openRecord,
  readRecord,
  recordName,
  removeFromRecord,
  type LoadState,
} from './load-progress.ts';
import { inTransaction } from './in-transaction.ts';
import { loadRows, type LoadedRows, type LoadOptions } from './load-rows.ts';
import type { TargetParameters } from './target-parameters.ts';

/** How tables of a data set get into a database. */
export interface LoadRequest {
  readonly connection: Connection;
  /** Parents before their children. */
  readonly sources: readonly TableSource[];
  readonly parameters: TargetParameters;
  /** What the rows are made of: another fingerprint means other rows. */
  readonly fingerprint: string;
  /** Goes on with a load that was interrupted. */
  readonly isContinued: boolean;
  /** Begins an interrupted load anew: tables that it had made are dropped. */
  readonly isForced: boolean;
  readonly log: LoadOptions['log'];
  readonly observe: (table: string, done: number, rows: number) => void;
}

/** What became of one table. */
export interface LoadedTable extends LoadedRows {
  readonly table: TableName;
  readonly isCreated: boolean;
}

/**
 * Loads tables into a database, each by transactions that also note how far they got: what was interrupted can go on
 * without a row missing or coming twice.
 * @throws INVALID_ARGUMENT where tables hold rows, or a load was interrupted and neither --continue nor --force is
 * given; STALE_PLAN where other data would go on; UNKNOWN_TABLE where a table is not there and none may be made
 */
export async function loadTables(request: LoadRequest): Promise<readonly LoadedTable[]> {
  const { connection, sources, parameters } = request;
  const schema = parameters.schema ?? connection.server.defaultSchema;
  const states = await openStates(request, schema);
  const tables = sources.map((source) => ({ source, table: { schema, name: source.table.name.name } }));
  try {
    for (const { source, table } of tables) await prepare(request, source, table, states);
  } catch (error) {
    // Of a load that does not begin nothing is left.
    await closeRecord(connection, schema).catch(() => undefined);
    throw error;
  }
  const loaded: LoadedTable[] = [];
  for (const { source, table } of tables) {
    const state = (await readRecord(connection, schema)).get(table.name)!;
    const rows = await loadRows(connection, source, table, state.next, {
      rowsPerTransaction: parameters.rowsPerTransaction,
      onReject: parameters.onReject,
      log: request.log,
      observe: (done) => request.observe(table.name, done, source.to - source.from),
    });
    loaded.push({ table, isCreated: state.isCreated, ...rows });
  }
  // All notes go at once: a load that is continued finds all of its tables, or is over.
  await inTransaction(connection, async () => {
    for (const { table } of tables) await removeFromRecord(connection, table);
  });
  await closeRecord(connection, schema);
  return loaded;
}

/** How far an interrupted load of these tables has got; none where there is none, or it is to begin anew. */
async function openStates(request: LoadRequest, schema: string): Promise<ReadonlyMap<string, LoadState>> {
  const { connection, sources, fingerprint, isContinued, isForced } = request;
  const names = sources.map(({ table }) => table.name.name);
  if (names.includes(recordName))
    throw new FaultlineError('INVALID_ARGUMENT', `a table cannot be called ${recordName}: loads are recorded there`, {
      hint: 'Give it another name.',
    });
  const recorded = (await hasRecord(connection, schema))
    ? await readRecord(connection, schema)
    : new Map<string, LoadState>();
  const own = new Map([...recorded].filter(([name]) => names.includes(name)));
  if (own.size === 0) {
    if (isContinued)
      throw new FaultlineError('INVALID_ARGUMENT', 'there is no interrupted load of these tables', {
        hint: 'Begin one: leave --continue out.',
      });
    await openRecord(connection, schema);
    return own;
  }
  if (isForced) return begunAnew(request, schema, own);
  if (!isContinued)
    throw new FaultlineError('INVALID_ARGUMENT', `a load of ${[...own.keys()].join(', ')} was interrupted`, {
      hint: 'Go on with --continue, or begin anew with --force, which drops the tables that it had made.',
    });
  if ([...own.values()].some((state) => state.fingerprint !== fingerprint))
    throw new FaultlineError('STALE_PLAN', 'the data set has changed since its load was interrupted', {
      hint: 'Go on with the file as it was, or begin anew with --force, which drops the tables that it had made.',
    });
  return own;
}

async function begunAnew(
  { connection, sources }: LoadRequest,
  schema: string,
  states: ReadonlyMap<string, LoadState>,
): Promise<ReadonlyMap<string, LoadState>> {
  const others = [...states].filter(([, { isCreated, next }]) => !isCreated && next > 0).map(([name]) => name);
  if (others.length > 0)
    throw new FaultlineError('INVALID_ARGUMENT', `${others.join(', ')} had rows of others when the load began`, {
      hint: 'Take out what it had loaded by hand, or go on with --continue.',
    });
  for (const { table } of sources.toReversed()) {
    const name: TableName = { schema, name: table.name.name };
    const state = states.get(name.name);
    if (state === undefined) continue;
    if (state.isCreated && (await connection.hasTable(name)))
      await connection.execute(connection.dialect.dropTable(name));
    await removeFromRecord(connection, name);
  }
  return new Map();
}

/** Makes a table that is not there; sees to it that one that is there is empty. */
async function prepare(
  { connection, parameters, fingerprint, sources }: LoadRequest,
  source: TableSource,
  table: TableName,
  states: ReadonlyMap<string, LoadState>,
): Promise<void> {
  const isThere = await connection.hasTable(table);
  const state = states.get(table.name);
  if (state !== undefined) {
    if (!isThere && state.isCreated)
      await connection.loading.createTable(inSchema(source.table, table.schema, sources));
    return;
  }
  if (!isThere && !parameters.create)
    throw new FaultlineError('UNKNOWN_TABLE', `there is no table ${formatTable(table)}`, {
      hint: 'Make it, or let it be made with create: true.',
    });
  if (isThere && !parameters.append && (await hasRows(connection, table)))
    throw new FaultlineError('INVALID_ARGUMENT', `the table ${formatTable(table)} holds rows`, {
      hint: `Drop what is to be made anew (${dropped(sources, table.schema)}), load into another schema, or write append: true to add rows.`,
    });
  // Noted first: a kill between the two leaves a note of a table that is not there, and no table that nobody knows of.
  await addToRecord(connection, table, { next: source.from, fingerprint, isCreated: !isThere });
  if (!isThere) await connection.loading.createTable(inSchema(source.table, table.schema, sources));
}

/** Tables in the order in which they can be dropped. */
function dropped(sources: readonly TableSource[], schema: string): string {
  const names = sources.map((source) => formatTable({ schema, name: source.table.name.name })).toReversed();
  return names.map((name) => `drop table ${name}`).join('; ');
}

function inSchema(table: LoadTable, schema: string, sources: readonly TableSource[]): LoadTable {
  return {
    ...table,
    name: { schema, name: table.name.name },
    references: table.references
      .filter((reference) => isKey(reference, sources))
      .map((reference) => ({ ...reference, table: { schema, name: reference.table.name } })),
  };
}

/** Databases let only keys be referred to, and only of tables that are there. */
function isKey({ table, keys }: LoadTable['references'][number], sources: readonly TableSource[]): boolean {
  const parent = sources.find((source) => source.table.name.name === table.name)?.table;
  return parent !== undefined && parent.primaryKey.length > 0 && parent.primaryKey.join('\n') === keys.join('\n');
}

async function hasRows(connection: Connection, table: TableName): Promise<boolean> {
  const rows = await connection.query(
    sql`select case when exists (select 1 from ${connection.dialect.table(table)}) then 1 else 0 end as found
      from (select 1 as one ${connection.dialect.fromNothing}) t`,
  );
  return Number(rows[0]?.['found']) === 1;
}
