import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perform, stageOf, type Stage } from '../../conformance/stage.ts';
import { postgres } from '../../support/engines.ts';
import { run } from '../../support/statements.ts';

describe('a metric of numbers with gaps', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await stageOf(await postgres.createDatabase(), async (connection) => {
      await run(
        connection,
        'create table sales (id integer primary key, sold_at timestamp, amount numeric(12, 2), weight double precision, pieces integer)',
        `insert into sales select n, timestamp '2024-01-01' + n * interval '6 hours',
           case when n % 10 = 3 then cast('NaN' as double precision) when n % 10 = 7 then null else 10 + n % 9 end,
           case when n % 10 = 4 then cast('NaN' as double precision) when n % 10 = 5 then null else 1 + n % 7 end, 1
         from generate_series(1, 160) as g (n)`,
      );
      return { schema: connection.server.defaultSchema, name: 'sales' };
    });
  });
  afterAll(() => stage.database.drop());

  const step = (rest: string) => perform(stage, `- {id: s, table: sales, anomaly: metric-spike, ${rest}}`);

  test.each(['amount', 'weight'])('leaves NaN and NULL in %s as they are and moves the others', async (column) => {
    const { after, labels, planned } = await step(`column: ${column}, amplitude: 20, during: {last: 4 buckets}`);
    const inside = [...after.values()].filter((row) => row['sold_at']! >= '2024-02-07');
    expect(inside).toHaveLength(13);
    const odd = inside.filter((row) => row[column] === 'NaN' || row[column] === null);
    expect(odd.length).toBeGreaterThan(0);
    expect(labels).toHaveLength(inside.length - odd.length);
    expect(labels.every((label) => Number(label.after) > Number(label.before))).toBe(true);
    expect(planned.frozen.rows).toBe(labels.length);
  });

  test('adds up to the right sum where each single number would round to itself', async () => {
    const measure = 'measure: {column: pieces, aggregate: sum}';
    const { after } = await perform(
      stage,
      `- {id: s, table: sales, anomaly: seasonal-event, ${measure}, amplitude: 1.25, bucket: week, during: {from: 2024-01-08, to: 2024-01-15}}`,
    );
    const inside = [...after.values()].filter(
      (row) => row['sold_at']! >= '2024-01-08' && row['sold_at']! < '2024-01-15',
    );
    expect(inside).toHaveLength(28);
    expect(inside.reduce((sum, row) => sum + Number(row['pieces']), 0)).toBe(35);
  });

  test('each occurrence goes by what came before it', async () => {
    const rest =
      'measure: {aggregate: count}, amplitude: 4, during: {from: 2024-01-20, to: 2024-02-09}, frequency: 1 week, duration: 1 day';
    const rows = await perform(stage, `- {id: s, table: sales, anomaly: seasonal-event, ${rest}}`);
    const days = rows.labels.map(({ after }) => (JSON.parse(after!) as { sold_at: string }).sold_at.slice(0, 10));
    expect(new Set(days)).toEqual(new Set(['2024-01-20', '2024-01-27', '2024-02-03']));
    expect(days).toHaveLength(3 * 12);
  });
});
