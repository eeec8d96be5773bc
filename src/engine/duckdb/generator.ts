import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { textLiteral } from '../text-literal.ts';
import { translate } from './errors.ts';
import { makeLookup, type Values } from './make-lookup.ts';
import { script } from './script.ts';

/** A DuckDB of its own that makes rows out of nothing, on one thread: what it makes comes in one order only. */
export interface Generator {
  /** Makes a table of values: one row, with a list of each column's. */
  addLookup(schema: string, table: string, columns: Readonly<Record<string, string>>, values: Values): Promise<void>;
  /** Writes the rows of a query to a file. @param options of DuckDB's COPY, as `copyOptions` writes them */
  copy(query: Sql, path: string, options: Sql): Promise<void>;
  /** Rows of a query as the text that DuckDB makes of their values, in batches; memory does not grow with their number. */
  texts(query: Sql): AsyncIterable<readonly (readonly (string | null)[])[]>;
  /** Types of a query's columns, by name. @throws INVALID_SQL where the query is none */
  describe(query: Sql): Promise<Readonly<Record<string, string>>>;
  /** Runs one statement. */
  run(statement: Sql): Promise<void>;
  /** Stops what is running; it then fails with INTERRUPTED. */
  interrupt(): void;
  close(): void;
}

export interface GeneratorOptions {
  /** The folder in which files may be read and written, absolute. Absent = none. */
  readonly folder?: string | undefined;
  /** Another folder in which files may be read, absolute. Absent = none. */
  readonly reads?: string | undefined;
  /** Megabytes that the queries may take. */
  readonly memory: number;
}

/** @throws PERMISSION_DENIED, DISK_FULL and their kin from its methods */
export async function openGenerator({ folder, reads, memory }: GeneratorOptions): Promise<Generator> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: `${memory}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // Rows come in the order of their numbers because they are looked up from the side that is read in order.
    disabled_optimizers: 'join_order,build_side_probe_side,join_filter_pushdown',
  });
  const connection = await instance.connect();
  const run = (text: string) => guarded(() => connection.run(text));
  const folders = [folder, reads].filter((each) => each !== undefined).map((each) => textLiteral(`${each}/`));
  const access = folders.length === 0 ? [] : [`set global allowed_directories = [${folders.join(', ')}]`];
  for (const setting of [
    ...access,
    "set global temp_directory = ''",
    'set global enable_external_access = false',
    `set global TimeZone = 'UTC'`,
  ])
    await run(setting);
  await run('set max_expression_depth = 10000');
  await run('set global lock_configuration = true');
  const lookups = new Set<string>();
  return {
    async addLookup(schema, table, columns, values) {
      if (lookups.has(table)) return;
      lookups.add(table);
      await guarded(() => makeLookup(connection, schema, table, columns, values));
    },
    copy: async (query, path, options) => {
      await run(script.render(sql`copy (${query}) to ${path} (${options})`));
    },
    texts: (query) => texts(connection, script.render(query)),
    describe: (query) =>
      guarded(async () => {
        const prepared = await connection.prepare(script.render(query));
        const types = Array.from({ length: prepared.columnCount }, (_, index) => [
          prepared.columnName(index),
          prepared.columnType(index).toString(),
        ]);
        prepared.destroySync();
        return Object.fromEntries(types) as Readonly<Record<string, string>>;
      }),
    run: async (statement) => {
      await run(script.render(statement));
    },
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function* texts(connection: DuckDBConnection, query: string) {
  const result = await guarded(() => connection.stream(query));
  for (;;) {
    const chunk = await guarded(() => result.fetchChunk());
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
  }
}

async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw translate(error);
  }
}
