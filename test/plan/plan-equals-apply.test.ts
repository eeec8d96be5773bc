import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { hasCode } from '../../src/model/errors.ts';
import type { MetricValues, PlannedStep } from '../../src/model/plan.ts';
import type { Label } from '../../src/model/run.ts';
import type { Table, TableName } from '../../src/model/table.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';
import { randomSteps } from './random-steps.ts';
import { figuresOf, inWindows, readTexts, replay, type TableTexts } from './replay.ts';
import { createOrders } from './shop-orders.ts';

const now = new Date('2026-11-20T09:00:00Z');
const runs = Number(process.env['FAULTLINE_TEST_RUNS'] ?? 4);

interface Side {
  readonly name: string;
  readonly database: TestDatabase;
  readonly connection: Connection;
  readonly bench: Bench;
}

/** A table as it is before and after every try. */
interface Untouched {
  readonly name: TableName;
  readonly rows: TableTexts;
  readonly checksum: string;
}

describe.each(['number', 'text', 'uuid', 'undeclared'] as const)(
  'a plan of random steps on one table with a key of kind %s',
  (key) => {
    const sides: (Side & { readonly table: Untouched })[] = [];

    beforeAll(async () => {
      for (const engine of testEngines) {
        const database = await engine.createDatabase();
        const connection = await database.connect();
        const name = await createOrders(connection, 240, 'orders', key);
        const table = { name, rows: await readTexts(connection, name), checksum: await checksum(connection, name) };
        sides.push({
          name: engine.name,
          database,
          connection,
          bench: benchFor(database),
          table,
        });
      }
    });
    afterAll(() => Promise.all(sides.map(({ database }) => database.drop())));

    it('is what apply does, on every engine alike, and its rollback leaves nothing behind', async () => {
      await fc.assert(
        fc.asyncProperty(randomSteps('orders'), async (steps) => {
          const settled = await Promise.allSettled(sides.map((side) => outcomeOf(side, side.table, steps)));
          for (const [index, result] of settled.entries()) {
            if (result.status === 'rejected') throw new Error(`on ${sides[index]!.name}`, { cause: result.reason });
          }
          const [first, ...others] = settled.map((result) => (result as PromiseFulfilledResult<unknown>).value);
          for (const other of others) expect(other).toEqual(first);
        }),
        { numRuns: runs, endOnFailure: false },
      );
    }, 600_000);
  },
);

it.each(testEngines)(
  'a plan of many steps on one table grows with their number, not faster, on $name',
  async (engine) => {
    const database = await engine.createDatabase();
    const connection = await database.connect();
    await createOrders(connection, 60);
    const columns = ['customer', 'status', 'quantity', 'amount', 'weight', 'day_text', 'is_paid', 'phone'];
    const longest = async (count: number) => {
      const steps = columns
        .slice(0, count)
        .map((column) => `- {id: ${column}, anomaly: null-spike, table: orders, column: ${column}, during: all}`);
      let length = 0;
      const open = async () => {
        const reader = await database.connect({ readOnly: true });
        const { query } = reader;
        reader.query = (statement) => {
          length = Math.max(length, reader.dialect.render(statement).text.length);
          return query.call(reader, statement);
        };
        return reader;
      };
      await benchFor(database).plan([scenarioOf('many', steps.join('\n'))], { open });
      return length;
    };
    const [two, four, eight] = [await longest(2), await longest(4), await longest(8)];
    expect(eight - four).toBeLessThan(3 * (four - two));
    await database.drop();
  },
);

/** Plans, applies, compares one with the other, rolls back. @returns the labels, or the code of the refusal */
async function outcomeOf({ bench, connection }: Side, table: Untouched, steps: string): Promise<unknown> {
  const scenario = scenarioOf('random-steps', steps);
  const plan = await bench.plan([scenario], { now }).catch((error: unknown) => {
    if (hasCode(error, 'UNSUITABLE_COLUMN', 'VALUE_OUT_OF_RANGE', 'INVALID_VALUE')) return error.code;
    throw error;
  });
  if (typeof plan === 'string') return plan;
  const [applied] = await bench.apply([scenario], plan);
  try {
    const labels: Label[] = [];
    for await (const label of readLabels(connection, applied!.injected[0]!)) labels.push(label);
    const description = (await connection.describeTable(table.name)) as Table;
    comparePlan(table.rows, plannedSteps(plan), labels, description);
    const replayed = plannedSteps(plan).reduce((rows, step) => replay(rows, labelsFor(labels, step)), table.rows);
    expect(await readTexts(connection, table.name)).toEqual(replayed);
    return labels.map(({ step, key, column, before, after, occurrence }) => {
      return { step, key, column, before: readable(before), after: readable(after), occurrence };
    });
  } finally {
    await bench.rollback(connection, 'random-steps');
    await run(connection, 'update faultline.runs set is_released = 1');
    expect(await checksum(connection, table.name)).toBe(table.checksum);
  }
}

/** Counts, samples and figures of every step of the plan against the labels. */
function comparePlan(before: TableTexts, steps: readonly PlannedStep[], labels: readonly Label[], table: Table): void {
  let rows = before;
  for (const step of steps) {
    const own = labelsFor(labels, step);
    expect(own.length, step.id).toBe(step.frozen.rows);
    expect(step.samples.length).toBe(Math.min(5, step.frozen.rows));
    for (const sample of step.samples) compareSample(sample, own, step);
    const after = replay(rows, own);
    const subject = table.columns.find((each) => each.name === step.column);
    const figures = (texts: TableTexts) => figuresOf(texts.values(), subject, step.frozen.timeColumn);
    const { metrics } = step;
    expectFigures(metrics!.table.before, figures(rows), `${step.id} table before`);
    expectFigures(metrics!.table.after, figures(after), `${step.id} table after`);
    expectFigures(metrics!.window.before, figures(inWindows(rows, step)), `${step.id} window before`);
    expectFigures(metrics!.window.after, figures(inWindows(after, step)), `${step.id} window after`);
    rows = after;
  }
}

function compareSample(sample: PlannedStep['samples'][number], labels: readonly Label[], step: PlannedStep): void {
  const texts = (label: Label) => (label.column === null ? undefined : { before: label.before, after: label.after });
  if (step.effect === 'update') {
    const label = labels.find((each) => each.key === sample.key[0])!;
    expect(sample.cells).toEqual([{ column: step.column, ...texts(label) }]);
    return;
  }
  const cells = Object.fromEntries(
    sample.cells.map((cell) => [cell.column, step.effect === 'delete' ? cell.before : cell.after]),
  );
  const whole = labels.map(
    (label) => JSON.parse((step.effect === 'delete' ? label.before : label.after)!) as Record<string, unknown>,
  );
  expect(whole.some((row) => Object.entries(cells).every(([name, value]) => row[name] === value))).toBe(true);
}

/** Means and deviations may differ in their last digits. */
function expectFigures(planned: MetricValues, actual: MetricValues, about: string): void {
  const { mean, sd, sum, min, max, ...exact } = planned;
  expect(exact, about).toEqual({
    rows: actual.rows,
    nulls: actual.nulls,
    // Where a window holds no row at all, nothing was counted.
    distinct: planned.distinct === null && planned.rows === 0 ? null : actual.distinct,
    freshness: actual.freshness,
  });
  for (const [one, other] of [
    [mean, actual.mean],
    [sd, actual.sd],
    [sum, actual.sum],
  ] as const)
    expectNear(one, other, about);
  expect([min, max].map(plain), about).toEqual([actual.min, actual.max].map(plain));
}

function expectNear(one: string | null, other: string | null, about: string): void {
  if (one === null || other === null) expect(one, about).toBe(other);
  else
    expect(Math.abs(Number(one) - Number(other)), about).toBeLessThanOrEqual(
      1e-6 * Math.max(1, Math.abs(Number(other))),
    );
}

function plain(text: string | null): string | null {
  return text !== null && /^-?\d+\.\d+$/u.test(text) ? String(Number(text)) : text;
}

function labelsFor(labels: readonly Label[], step: PlannedStep): readonly Label[] {
  return labels.filter((label) => label.step === step.id);
}

function readable(text: string | null): unknown {
  return text?.startsWith('{') ? JSON.parse(text) : text;
}
