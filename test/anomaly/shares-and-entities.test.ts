import { Big } from 'big.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perform, stageOf, textsOf, type Stage } from '../conformance/stage.ts';
import type { ProblemsError } from '../../src/model/errors.ts';
import type { RowTexts, TableTexts } from '../plan/replay.ts';
import { loadFlights, loadWideBirdstrikes } from '../support/data-sets.ts';
import { duckdb } from '../support/engines.ts';

const [from, to] = ['2000-07-01', '2000-10-01'];
const window = `during: {column: flight_date, from: ${from}, to: ${to}}, bucket: month`;

function isInside(row: RowTexts): boolean {
  return row['flight_date']! >= from && row['flight_date']! < to;
}

/** Rows of each month of the window that meet a condition. */
function byMonth(rows: TableTexts, meets: (row: RowTexts) => boolean = () => true): Readonly<Record<string, number>> {
  const found: Record<string, number> = { '2000-07': 0, '2000-08': 0, '2000-09': 0 };
  for (const row of rows.values()) if (isInside(row) && meets(row)) found[row['flight_date']!.slice(0, 7)]!++;
  return found;
}

/** Values of a column in each month of the window, sorted. */
function valuesByMonth(rows: TableTexts, column: string): Readonly<Record<string, readonly string[]>> {
  const months = Object.groupBy([...rows.values()].filter(isInside), (row) => row['flight_date']!.slice(0, 7));
  return Object.fromEntries(
    Object.entries(months).map(([month, found]) => [month, found!.map((row) => String(row[column])).toSorted()]),
  );
}

function labelsByFrequency(rows: TableTexts, column: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of rows.values()) {
    const label = row[column];
    if (typeof label === 'string') counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts.entries()].toSorted((left, right) => right[1] - left[1]).map(([label]) => label);
}

// Values are the same on every engine, which the laws of conformance show: one engine is enough for what they add up to.
describe('on the birdstrikes', () => {
  let stage: Stage;
  let before: TableTexts;

  beforeAll(async () => {
    stage = await stageOf(await duckdb.createDatabase(), loadWideBirdstrikes);
    before = await textsOf(stage);
  }, 60_000);
  afterAll(() => stage.database.drop());

  const struck = (step: string) => perform(stage, `- {id: s, table: birdstrikes, ${step}}`);

  test('mix-shift moves exactly that many points of every month from one label to the other', async () => {
    const { after } = await struck(`anomaly: mix-shift, column: wildlife_size, ${window}, amplitude: 15`);
    const [loser, winner] = labelsByFrequency(before, 'wildlife_size');
    const all = byMonth(before);
    for (const [label, sign] of [
      [loser, -1],
      [winner, 1],
    ] as const) {
      const [was, is] = [before, after].map((rows) => byMonth(rows, (row) => row['wildlife_size'] === label));
      for (const [month, rows] of Object.entries(all))
        expect(is![month]! - was![month]!).toBe(sign * Math.round(rows * 0.15));
    }
    expect(byMonth(after)).toEqual(all);
    expect(valuesByMonth(after, 'total')).toEqual(valuesByMonth(before, 'total'));
  });

  test('mix-shift takes no more rows than there are, and goes where it is told', async () => {
    const step = `anomaly: mix-shift, column: wildlife_size, ${window}, amplitude: 100, with: {from: Large, to: Small}`;
    const { after } = await struck(step);
    const of = (rows: TableTexts, label: string) => byMonth(rows, (row) => row['wildlife_size'] === label);
    expect(Object.values(of(after, 'Large'))).toEqual([0, 0, 0]);
    for (const [month, rows] of Object.entries(of(after, 'Small')))
      expect(rows).toBe(of(before, 'Small')[month]! + of(before, 'Large')[month]!);
  });

  test('concentration-shift gives the largest three more, and takes from the others only', async () => {
    const column = 'aircraft_airline_operator';
    const { after } = await struck(`anomaly: concentration-shift, column: ${column}, ${window}, amplitude: 20`);
    const largest = labelsByFrequency(before, column).slice(0, 3);
    const isLargest = (row: RowTexts) => largest.includes(String(row[column]));
    const [was, is] = [byMonth(before, isLargest), byMonth(after, isLargest)];
    for (const [month, rows] of Object.entries(byMonth(before)))
      expect(is[month]! - was[month]!).toBe(Math.round(rows * 0.2));
    expect(byMonth(after)).toEqual(byMonth(before));
    for (const [id, row] of before) if (isLargest(row)) expect(after.get(id)).toEqual(row);
  });

  test('segment-surge multiplies the rows of one segment, segment-collapse the sum of another', async () => {
    const step = `${window}, with: {segment: phase_of_flight, label: Approach}, measure: {aggregate: count, time: flight_date, bucket: month}`;
    const surge = await struck(`anomaly: segment-surge, amplitude: x2, ${step.replace(', bucket: month,', ',')}`);
    const isApproach = (row: RowTexts) => row['phase_of_flight'] === 'Approach';
    const [was, is] = [before, surge.after].map((rows) => byMonth(rows, isApproach));
    for (const [month, rows] of Object.entries(was!)) expect(is![month]).toBe(2 * rows);
    const others = (row: RowTexts) => !isApproach(row);
    expect(byMonth(surge.after, others)).toEqual(byMonth(before, others));

    const sums = step.replace('aggregate: count', 'aggregate: sum, column: total').replace(', bucket: month,', ',');
    const { after } = await struck(`anomaly: segment-collapse, ${sums}`);
    const sum = (rows: TableTexts, month: string) => {
      const own = [...rows.values()].filter((row) => isApproach(row) && row['flight_date']!.startsWith(month));
      return own.reduce((total, row) => total.plus(row['total']!), new Big(0));
    };
    for (const month of Object.keys(was!))
      expect(sum(after, month).toFixed(2)).toBe(sum(before, month).times(0.2).toFixed(2));
    for (const [id, row] of before) if (!isApproach(row)) expect(after.get(id)).toEqual(row);
  });

  test('correlation-break keeps the values of every month, and next to no value where it was', async () => {
    const { after, labels } = await struck(`anomaly: correlation-break, column: total, ${window}`);
    expect(valuesByMonth(after, 'total')).toEqual(valuesByMonth(before, 'total'));
    const inside = [...before.values()].filter(isInside).length;
    expect(labels.length).toBeGreaterThan(0.95 * inside);
    const prices = (rows: TableTexts) =>
      [...rows.values()].filter(isInside).map((row) => [Number(row['unit_price']), Number(row['total'])] as const);
    expect(correlation(prices(before))).toBeGreaterThan(0.5);
    expect(Math.abs(correlation(prices(after)))).toBeLessThan(4 / Math.sqrt(inside));
  });

  test('funnel-drop takes the same share of one stage in every month', async () => {
    const { after } = await struck(
      `anomaly: funnel-drop, column: phase_of_flight, ${window}, with: {stage: Climb}, amplitude: -35`,
    );
    const isStage = (row: RowTexts) => row['phase_of_flight'] === 'Climb';
    const was = byMonth(before, isStage);
    for (const [month, rows] of Object.entries(byMonth(after, isStage)))
      expect(rows).toBe(was[month]! - Math.round(was[month]! * 0.35));
    expect(byMonth(after, (row) => !isStage(row))).toEqual(byMonth(before, (row) => !isStage(row)));
  });

  test.each([20, 35])(
    'churn-surge lets exactly %d percent of the entities stop, with all of their rows',
    async (percent) => {
      const { after, labels } = await struck(
        `anomaly: churn-surge, column: origin_state, volume: ${percent}%, amplitude: 30, bucket: month`,
      );
      const gone = new Set(labels.map(({ before: row }) => (JSON.parse(row!) as RowTexts)['origin_state']!));
      const start = labels
        .map(({ before: row }) => (JSON.parse(row!) as RowTexts)['flight_date']!)
        .toSorted()[0]!
        .slice(0, 7);
      const entities = labelsByFrequency(before, 'origin_state');
      const active = new Set(
        [...before.values()].filter((row) => row['flight_date']! >= start).map((row) => row['origin_state']),
      );
      const quiet = entities.filter((entity) => !active.has(entity)).length;
      const wanted = Math.round((entities.length * percent) / 100);
      expect(gone.size).toBeLessThanOrEqual(wanted);
      expect(gone.size).toBeGreaterThanOrEqual(wanted - quiet);
      const left = [...after.values()].filter(
        (row) => row['flight_date']! >= start && gone.has(String(row['origin_state'])),
      );
      expect(left).toEqual([]);
      expect(after.size).toBe(before.size - labels.length);
    },
  );

  test('another seed lets others stop', async () => {
    const of = async (id: string) => {
      const { labels } = await perform(
        stage,
        `- {id: ${id}, table: birdstrikes, anomaly: churn-surge, column: origin_state, amplitude: 30, bucket: month}`,
      );
      return new Set(labels.map(({ before: row }) => (JSON.parse(row!) as RowTexts)['origin_state']));
    };
    expect(await of('s')).not.toEqual(await of('other'));
  });

  test('price-change keeps every row consistent in itself', async () => {
    const step = `anomaly: price-change, column: unit_price, ${window}, amplitude: 12.5`;
    const { after, run } = await struck(`${step}, with: {quantity: quantity, total: total}`);
    const inside = [...before].filter(([, row]) => isInside(row));
    expect(run.rows).toBe(inside.length);
    for (const [id, row] of inside) {
      const price = new Big(row['unit_price']!).times(1.125).round(2);
      expect(after.get(id)!['unit_price']).toBe(price.toFixed(2));
      expect(after.get(id)!['total']).toBe(price.times(row['quantity']!).toFixed(2));
    }
    const shares = await struck(`${step}, with: {total: total}`);
    for (const [id, row] of inside)
      expect(shares.after.get(id)!['total']).toBe(new Big(row['total']!).times(1.125).round(2).toFixed(2));
  });

  test.each([
    ['anomaly: mix-shift, column: wildlife_size, with: {from: Huge}', 'INVALID_VALUE', 'has no label "Huge"'],
    [
      'anomaly: mix-shift, column: wildlife_size, with: {from: Small, to: Small}',
      'INVALID_VALUE',
      'are the same label',
    ],
    ['anomaly: concentration-shift, column: wildlife_size', 'UNSUITABLE_COLUMN', 'none is left beside the largest 3'],
    ['anomaly: funnel-drop, column: phase_of_flight, with: {stage: climb}', 'INVALID_VALUE', 'has no label "climb"'],
    ['anomaly: churn-surge, column: wildlife_size, volume: 1%', 'UNSUITABLE_COLUMN', 'the volume rounds to none'],
    [
      'anomaly: price-change, column: unit_price, during: all, amplitude: 1000000000',
      'INVALID_VALUE',
      'outside of what this anomaly takes',
    ],
    [
      'anomaly: segment-surge, column: total, with: {segment: quantity, label: many}',
      'INVALID_VALUE',
      'has no label "many"',
    ],
    [
      'anomaly: segment-surge, column: total, with: {segment: phase_of_flight, label: Nowhere}',
      'UNSUITABLE_COLUMN',
      'is 0 for that segment',
    ],
    [
      'anomaly: metric-spike, column: total, during: {column: flight_date, from: first, to: first + 1 month}, bucket: month',
      'UNSUITABLE_COLUMN',
      'no spread to go by',
    ],
    [
      'anomaly: seasonality-flatten, column: total, during: {column: flight_date, from: first, to: first + 1 month}',
      'UNSUITABLE_COLUMN',
      'fewer than two cycles of 7',
    ],
    [
      'anomaly: outage-recovery, column: total, duration: 1 bucket',
      'UNSUITABLE_COLUMN',
      'one for the outage and one for the recovery',
    ],
    ['anomaly: level-shift, measure: {aggregate: count}, shape: ramp', 'INVALID_VALUE', 'has no shape "ramp"'],
  ])('refused: %s', async (step, code, words) => {
    await expect(struck(step)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  test('values that the column does not hold are refused, with the largest amplitude that fits', async () => {
    const step = (amplitude: string) =>
      struck(
        `anomaly: metric-spike, column: latitude, during: {column: flight_date, from: ${from}, to: ${to}}, bucket: month, amplitude: ${amplitude}`,
      );
    const error = await step('1000').then(
      () => expect.unreachable(),
      (reason: unknown) => reason as ProblemsError,
    );
    expect(error).toMatchObject({ code: 'VALUE_OUT_OF_RANGE', message: expect.stringMatching(/ends at 999\.999999$/) });
    const fitting = /^Lower the amplitude to (\d+(?:\.\d)?) sd\.$/.exec(error.problems[0]?.hint ?? '')?.[1];
    const { run } = await step(fitting!);
    expect(run.rows).toBeGreaterThan(100);
    await expect(step(new Big(fitting!).plus('0.1').toFixed())).rejects.toMatchObject({ code: 'VALUE_OUT_OF_RANGE' });
  });
});

test('rows move by hours, and keep the time within the hour', async () => {
  const stage = await stageOf(await duckdb.createDatabase(), (connection) => loadFlights(connection, 20_000));
  try {
    const before = await textsOf(stage);
    const step =
      '- {id: s, table: flights, anomaly: outage-recovery, measure: {aggregate: count, bucket: hour}, during: {from: latest - 1 bucket, to: latest}}';
    const hour = (text: string) => text.slice(0, 13);
    const { after, labels } = await perform(stage, step);
    expect(labels.length).toBeGreaterThan(100);
    for (const { key, before: was, after: is } of labels) {
      expect(is!.slice(13)).toBe(was!.slice(13));
      expect(
        Date.parse(`${hour(is!)}:00:00Z`.replace(' ', 'T')) - Date.parse(`${hour(was!)}:00:00Z`.replace(' ', 'T')),
      ).toBe(3_600_000);
      expect(before.get(key)!['date']).toBe(was);
    }
    const left = [...after.values()].filter((row) => hour(row['date']!) === hour(labels[0]!.before!));
    expect(new Set(left.map((row) => row['date']! < labels.map((label) => label.before!).toSorted()[0]!))).toEqual(
      new Set(left.length > 0 ? [true] : []),
    );
  } finally {
    await stage.database.drop();
  }
}, 60_000);

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (index: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const product = (left: 0 | 1, right: 0 | 1) =>
    pairs.reduce((sum, pair) => sum + (pair[left] - [x, y][left]!) * (pair[right] - [x, y][right]!), 0);
  return product(0, 1) / Math.sqrt(product(0, 0) * product(1, 1));
}
