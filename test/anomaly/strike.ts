import type { Statistics } from '../../src/model/anomaly-context.ts';
import type { Anomaly, UpdateAnomaly } from '../../src/model/anomaly.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Step } from '../../src/model/scenario.ts';
import type { Column, Table } from '../../src/model/table.ts';
import { takeSurvey } from '../../src/plan/survey.ts';
import type { CompiledStep } from '../../src/snapshot/compiled-step.ts';
import { coefficients, drawOf, scaleDraw } from '../../src/snapshot/draw.ts';
import { internalColumn } from '../../src/snapshot/internal.ts';
import { rowContext } from '../../src/snapshot/row-context.ts';
import { tableSource } from '../../src/snapshot/row-source.ts';
import { eligibleRows } from '../../src/snapshot/snapshot-query.ts';
import { name, sql } from '../../src/sql/sql.ts';

const seed = 'shop';
const stepId = 'strike';

export interface StrikeOptions {
  /** Type of the column in the words that both engines share. */
  readonly type: string;
  /** Texts of the values, in the order of their keys 1, 2, … */
  readonly values: readonly (string | null)[];
  readonly with?: Readonly<Record<string, unknown>>;
  readonly amplitude?: string;
  /** Days since 2024-01-01 for each row, in a window of this many days with this shape. */
  readonly time?: {
    readonly days: readonly number[];
    readonly window: number;
    readonly shape: NonNullable<Step['shape']>;
  };
}

export interface Strike {
  /** As the engine describes it. */
  readonly column: Column;
  readonly statistics: Statistics;
  /** For each row the text after, or undefined where the row is not eligible. */
  readonly after: readonly (string | null | undefined)[];
}

/** Surveys a table of one column, lets the anomaly check it, and computes the value after of every eligible row. */
export async function strike(connection: Connection, anomaly: UpdateAnomaly, options: StrikeOptions): Promise<Strike> {
  const table = await createTable(connection, options);
  try {
    const compiled = await compile(connection, anomaly, table, options);
    const { dialect } = connection;
    anomaly.check?.(rowContext(dialect, compiled, [], false));
    const rows = eligibleRows(dialect, compiled, { from: tableSource(dialect, table), conditions: [] });
    const subject = compiled.subject as Column;
    const found = await connection.query(
      sql`select t.id, ${dialect.text(internalColumn('after'), subject)} as after from ${rows} as t`,
    );
    const after = new Map(found.map((row) => [Number(row['id']), row['after'] as string | null]));
    return {
      column: subject,
      statistics: compiled.frozen.statistics,
      after: options.values.map((_, index) => after.get(index + 1)),
    };
  } finally {
    await connection.execute(connection.dialect.dropTable(table.name));
  }
}

/** The draw that a row gets. @param key from 1 */
export function drawFor(key: number, purpose: string, bound: number): number {
  return Number(scaleDraw(drawOf(BigInt(key), coefficients(seed, stepId, purpose)), bound));
}

async function createTable(connection: Connection, { type, values, time }: StrikeOptions): Promise<Table> {
  const { dialect } = connection;
  const tableName = { schema: connection.server.defaultSchema, name: 'struck' };
  const column = (columnName: string, columnType: string) => ({
    name: columnName,
    type: columnType,
    isNullable: columnName !== 'id',
  });
  const columns = [column('id', 'integer'), column('day', 'timestamp'), column('value', type)];
  await connection.execute(dialect.dropTable(tableName));
  await connection.execute(dialect.createTable(tableName, columns, ['id']));
  const text = (value: string | null) => (value === null ? sql`null` : dialect.textLiteral(value));
  for (const [index, value] of values.entries()) {
    const day = new Date(Date.UTC(2024, 0, 1 + (time?.days[index] ?? 0)))
      .toISOString()
      .replace('T', ' ')
      .replace('Z', '');
    await connection.execute(sql`insert into ${dialect.table(tableName)} (${name('id')}, ${name('day')}, ${name('value')})
      values (${dialect.integer(index + 1)}, ${dialect.cast(dialect.textLiteral(day), 'timestamp')}, ${dialect.cast(text(value), type)})`);
  }
  const table = await connection.describeTable(tableName);
  if (table === undefined) throw new Error('the table was not made');
  return table;
}

async function compile(
  connection: Connection,
  anomaly: Anomaly,
  table: Table,
  options: StrikeOptions,
): Promise<CompiledStep> {
  const column = (columnName: string) => table.columns.find((each) => each.name === columnName) as Column;
  const amplitude = options.amplitude ?? anomaly.amplitude?.default;
  const step: Step = {
    id: stepId,
    anomaly: anomaly.id,
    table: 'struck',
    column: 'value',
    key: 'auto',
    volume: { percent: '100' },
    amplitude:
      amplitude === undefined || anomaly.amplitude === undefined
        ? undefined
        : { value: amplitude, unit: anomaly.amplitude.unit },
    select: { mechanism: 'random' },
    shape: options.time?.shape,
    bucket: 'day',
    with: { ...defaultsOf(anomaly), ...options.with },
  };
  const time = options.time && column('day');
  const bound = { step, anomaly, seed, table, key: [column('id')], subject: column('value'), time };
  const { statistics } = await takeSurvey(
    connection,
    bound,
    tableSource(connection.dialect, table),
    1_900_000_000_000_000n,
  );
  const end = options.time && new Date(Date.UTC(2024, 0, 1 + options.time.window)).toISOString().replace('Z', '000Z');
  const windows = end === undefined ? undefined : [{ from: '2024-01-01T00:00:00.000000Z', to: end }];
  const key = { columns: ['id'], origin: 'primary key' } as const;
  return { ...bound, frozen: { key, timeColumn: time?.name, windows, statistics, eligible: 0, rows: 0 } };
}

/** What the loader fills in where a scenario says nothing. */
export function defaultsOf(anomaly: Anomaly): Readonly<Record<string, unknown>> {
  const properties = anomaly.parameters['properties'] as Readonly<Record<string, { readonly default?: unknown }>>;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([property, schema]) =>
      'default' in schema ? [[property, schema.default]] : [],
    ),
  );
}
