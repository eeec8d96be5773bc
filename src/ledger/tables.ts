import type { Dialect } from '../model/dialect.ts';
import type { TableName } from '../model/table.ts';

/** Version of the ledger's layout. A ledger of a newer version is read by nobody older. */
export const ledgerVersion = 1;

/** Stands in place of the version from the moment on in which a purge has decided to drop the ledger: nobody else works with it any more. */
export const purgedVersion = 2_147_483_647;

/** The ledger's own tables: `ledger` (one row: version and lock), `runs`, `steps`. Snapshots stand beside them. */
export type LedgerTable = 'ledger' | 'runs' | 'steps';

interface ColumnDefinition {
  readonly name: string;
  readonly type: keyof Dialect['ledgerTypes'];
  readonly isNullable: boolean;
}

interface TableDefinition {
  readonly columns: readonly ColumnDefinition[];
  readonly primaryKey: readonly string[];
}

/** Layout of every table. Times are ISO 8601 text in UTC, lists are JSON: readable with any client on any engine. */
export const ledgerTables: Readonly<Record<LedgerTable, TableDefinition>> = {
  ledger: {
    columns: [
      required('id', 'integer'),
      required('version', 'integer'),
      required('holder', 'text'),
      required('held_at', 'text'),
    ],
    primaryKey: ['id'],
  },
  runs: {
    columns: [
      required('id', 'text'),
      required('sequence', 'integer'),
      required('project', 'text'),
      required('scenario', 'text'),
      required('target', 'text'),
      // Oracle takes an empty text for NULL.
      optional('slot', 'text'),
      required('state', 'text'),
      required('fingerprint', 'text'),
      required('origin', 'longText'),
      required('path', 'longText'),
      required('plan_digest', 'text'),
      required('plan_now', 'text'),
      required('actor', 'text'),
      required('prepared_at', 'text'),
      optional('applied_at', 'text'),
      optional('expires_at', 'text'),
      optional('ended_at', 'text'),
      optional('end_reason', 'text'),
      required('is_released', 'integer'),
      required('row_count', 'integer'),
      required('source', 'longText'),
    ],
    primaryKey: ['id'],
  },
  steps: {
    columns: [
      required('run_id', 'text'),
      required('ordinal', 'integer'),
      required('step_id', 'text'),
      required('anomaly', 'text'),
      required('effect', 'text'),
      required('table_schema', 'text'),
      required('table_name', 'text'),
      required('table_identity', 'text'),
      optional('snapshot_table', 'text'),
      required('row_count', 'integer'),
      required('snapshot_columns', 'longText'),
      optional('alteration', 'longText'),
    ],
    primaryKey: ['run_id', 'ordinal'],
  },
};

/** Full name of one of the ledger's tables. */
export function ledgerTable(schema: string, table: LedgerTable): TableName {
  return { schema, name: table };
}

/** Name of the snapshot table of a step. Short, since it has to fit every engine's limit. @param run the run's id */
export function snapshotTable(schema: string, run: string, ordinal: number): TableName {
  return { schema, name: `snapshot_${run}_${ordinal}` };
}

/** Whether a table is part of the ledger, or a snapshot. @param schema the ledger's, which may hold other tables, too */
export function isOwnTable(schema: string, table: TableName): boolean {
  return table.schema === schema && (Object.hasOwn(ledgerTables, table.name) || runOfSnapshot(table) !== undefined);
}

/** The id of the run that a table is a snapshot of; undefined for other tables. */
export function runOfSnapshot(table: TableName): string | undefined {
  return /^snapshot_([a-z0-9]{8})_\d+$/u.exec(table.name)?.[1];
}

function required(name: string, type: ColumnDefinition['type']): ColumnDefinition {
  return { name, type, isNullable: false };
}

function optional(name: string, type: ColumnDefinition['type']): ColumnDefinition {
  return { name, type, isNullable: true };
}
