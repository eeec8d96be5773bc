import { dialect as duckdb } from '../../../src/engine/duckdb/dialect.ts';
import { dialect as mysql } from '../../../src/engine/mysql/dialect.ts';
import { dialect as oracle } from '../../../src/engine/oracle/dialect.ts';
import { dialect as postgres } from '../../../src/engine/postgres/dialect.ts';
import { dialect as sqlserver } from '../../../src/engine/sqlserver/dialect.ts';
import type { Dialect } from '../../../src/model/dialect.ts';
import type { Table } from '../../../src/model/table.ts';
import { columnFacts } from './engine-columns.ts';
import type { SampleTable } from './sample-tables.ts';

/** An engine whose statements the pages show; no server of it runs. */
export interface DocumentedEngine {
  readonly title: string;
  readonly dialect: Dialect;
  readonly schema: string;
  readonly ledgerSchema: string;
  readonly user: string;
  readonly facts: (typeof columnFacts)[keyof typeof columnFacts];
}

export const documentedEngines: readonly DocumentedEngine[] = [
  engine('PostgreSQL', postgres, 'public', columnFacts.postgres),
  engine('MySQL and MariaDB', mysql, 'shop', columnFacts.mysql),
  engine('SQL Server', sqlserver, 'dbo', columnFacts.sqlserver),
  { ...engine('Oracle', oracle, 'SHOP', columnFacts.oracle), ledgerSchema: 'SHOP' },
  engine('DuckDB', duckdb, 'main', columnFacts.duckdb),
];

function engine(title: string, dialect: Dialect, schema: string, facts: DocumentedEngine['facts']): DocumentedEngine {
  return { title, dialect, schema, ledgerSchema: 'faultline', user: 'faultline', facts };
}

/** A sample table as an engine would describe it. */
export function tableOn({ schema, facts }: DocumentedEngine, { name, columns, hasKey }: SampleTable): Table {
  return {
    name: { schema, name },
    identity: '1',
    type: 'table',
    columns: columns.map((each, index) => ({
      name: each.name,
      ordinal: index + 1,
      ...facts(each.type),
      isNullable: each.name !== 'id',
      isComputed: false,
      isIdentity: false,
      isGenerator: false,
    })),
    keys: hasKey ? [{ name: `${name}_pkey`, columns: ['id'], isPrimary: true }] : [],
    references: [],
    referencedBy: [],
    triggers: [],
    publications: [],
  };
}
