import type { Alteration, Declaration } from '../../../src/model/alteration.ts';
import type { Connection } from '../../../src/model/engine.ts';
import { FaultlineError } from '../../../src/model/errors.ts';
import type { RunStep } from '../../../src/model/run.ts';
import type { Sql } from '../../../src/model/sql.ts';
import type { Table } from '../../../src/model/table.ts';
import { injectStep } from '../../../src/run/inject.ts';
import { snapshotColumns } from '../../../src/snapshot/columns.ts';
import { columnOf, type CompiledStep } from '../../../src/snapshot/compiled-step.ts';
import { isRowKey, rowKey } from '../../../src/snapshot/row-key.ts';
import { tableOn, type DocumentedEngine } from './documented-engines.ts';
import type { Performed } from './example.ts';
import { readableSql } from './readable-sql.ts';

/** What apply would run on an engine for an example, readable; or why it would not. */
export type EngineStatements = { readonly statements: readonly string[] } | { readonly refusal: string };

/** The statements of apply for an example step as an engine would get them, without a server. */
export async function engineStatements(engine: DocumentedEngine, performed: Performed): Promise<EngineStatements> {
  const table = tableOn(engine, performed.table);
  const compiled = compiledOn(engine, table, performed.compiled);
  const alteration = alterationOn(engine, table, compiled, performed.alteration);
  if (alteration instanceof FaultlineError) return { refusal: alteration.message };
  const step = runStepOf(engine, compiled, alteration);
  const run: Sql[] = [];
  await injectStep(
    recording(engine, table, step.rows, performed, run),
    step,
    compiled,
    performed.planned,
    [],
    [],
    () => {},
  );
  return { statements: run.map((statement) => readableSql(engine.dialect, statement, compiled)) };
}

function compiledOn({ dialect }: DocumentedEngine, table: Table, compiled: CompiledStep): CompiledStep {
  return {
    ...compiled,
    table,
    key: isRowKey(compiled.key)
      ? rowKey(dialect, compiled.anomaly.effect)
      : compiled.key.map((each) => columnOf(table, each.name)),
    subject: compiled.subject && columnOf(table, compiled.subject.name),
    time: compiled.time && columnOf(table, compiled.time.name),
  };
}

function alterationOn(
  { dialect }: DocumentedEngine,
  table: Table,
  { anomaly, step, subject }: CompiledStep,
  planned: Alteration | undefined,
): Alteration | FaultlineError | undefined {
  if (planned === undefined || anomaly.effect !== 'alter') return undefined;
  try {
    return anomaly.alteration({
      dialect,
      table,
      with: step.with,
      step,
      column: subject,
      declaration: declarationOf(table),
      tables: [table.name.name],
    });
  } catch (error) {
    if (error instanceof FaultlineError) return error;
    throw error;
  }
}

/** As of a table on which nothing hangs. */
function declarationOf({ columns }: Table): Declaration {
  const nothing = { keys: [], detach: [], attach: [], dependents: [], notes: [] };
  return {
    columns: columns.map((column) => ({ column, definition: column.type, ...nothing })),
    constraints: [],
    settings: [],
    readers: [],
  };
}

function runStepOf(
  { ledgerSchema }: DocumentedEngine,
  compiled: CompiledStep,
  alteration: Alteration | undefined,
): RunStep {
  const columns = snapshotColumns(compiled, alteration);
  return {
    id: compiled.step.id,
    ordinal: 1,
    anomaly: compiled.anomaly.id,
    effect: compiled.anomaly.effect,
    table: compiled.table.name,
    tableIdentity: compiled.table.identity,
    columns,
    alteration,
    rows: alteration ? 1 : compiled.frozen.rows,
    ...((alteration === undefined || columns.before.length > 0) && {
      snapshot: { schema: ledgerSchema, name: 'snapshot_1' },
    }),
  };
}

/** Notes what is executed, and answers as a server would where all is as planned. */
function recording(
  { dialect, title, schema, ledgerSchema, user }: DocumentedEngine,
  table: Table,
  changed: number,
  { planned }: Performed,
  run: Sql[],
): Connection {
  const nothing = async () => undefined;
  return {
    dialect,
    server: { product: title, version: '', database: '', user, defaultSchema: schema, ledgerSchema },
    query: async () => [{ found: planned.frozen.rows, digest: planned.digest }],
    execute: async (statement) => {
      run.push(statement);
      return changed;
    },
    async *stream() {},
    begin: nothing,
    commit: nothing,
    rollback: nothing,
    interrupt: nothing,
    close: nothing,
    loading: { createTable: nothing, load: async () => 0 },
    listTables: async () => [],
    hasTable: async () => true,
    describeTable: async () => table,
    declareTable: async () => declarationOf(table),
    missingPrivileges: async () => [],
  };
}
