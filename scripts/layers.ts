/** The folders of src, each with the folders that its files may import besides their own. */
export const layers = {
  model: [],
  sql: ['model'],
  engine: ['sql', 'model'],
  scenario: ['model'],
  anomaly: ['sql', 'model'],
  snapshot: ['sql', 'model'],
  ledger: ['sql', 'model'],
  output: ['model'],
  monitor: ['model'],
  plan: ['scenario', 'anomaly', 'snapshot', 'ledger', 'output', 'monitor', 'engine', 'sql', 'model'],
  run: ['plan', 'scenario', 'anomaly', 'snapshot', 'ledger', 'output', 'monitor', 'engine', 'sql', 'model'],
  dataset: ['run', 'plan', 'scenario', 'anomaly', 'snapshot', 'ledger', 'output', 'monitor', 'engine', 'sql', 'model'],
  cli: [
    'dataset',
    'run',
    'plan',
    'scenario',
    'anomaly',
    'snapshot',
    'ledger',
    'output',
    'monitor',
    'engine',
    'sql',
    'model',
  ],
  action: [
    'cli',
    'dataset',
    'run',
    'plan',
    'scenario',
    'anomaly',
    'snapshot',
    'ledger',
    'output',
    'monitor',
    'engine',
    'sql',
    'model',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A folder of src. */
export type Layer = keyof typeof layers;

/** The folders of src/engine; none imports another, but those that are built on it. */
export const engines = ['duckdb', 'files', 'mysql', 'oracle', 'postgres', 'sqlserver'] as const;

/** The engine that another one is built on, by its folder. */
export const engineBases: Readonly<Record<string, string>> = { files: 'duckdb' };

/** Packages that only some folders import, each with those folders (`engine/duckdb` is narrower than `engine`). */
export const packageImporters: Readonly<Record<string, readonly string[]>> = {
  'drizzle-orm': ['sql'],
  pg: ['engine/postgres'],
  'pg-cursor': ['engine/postgres'],
  'pg-copy-streams': ['engine/postgres'],
  mysql2: ['engine/mysql'],
  mssql: ['engine/sqlserver'],
  oracledb: ['engine/oracle'],
  '@duckdb/node-api': ['engine/duckdb', 'output'],
  undici: ['dataset'],
  '@faker-js/faker': ['dataset'],
  'any-ascii': ['dataset'],
  hucre: ['dataset'],
  commander: ['cli'],
  ajv: ['scenario'],
  yaml: ['scenario'],
  'cron-parser': ['scenario'],
  diff: ['output'],
  pino: ['cli', 'output'],
  'pino-pretty': ['cli', 'output'],
};
