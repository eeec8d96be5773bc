import { distance } from 'fastest-levenshtein';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import columnShuffle from '../../src/anomaly/quality/column-shuffle.ts';
import duplicateValue from '../../src/anomaly/quality/duplicate-value.ts';
import functionalDependencyViolation from '../../src/anomaly/quality/functional-dependency-violation.ts';
import type { Column, Table } from '../../src/model/table.ts';
import { unsuitableColumn } from '../../src/plan/unsuitable.ts';
import { perform, stageOf, textsOf, type Stage } from '../conformance/stage.ts';
import type { RowTexts, TableTexts } from '../plan/replay.ts';
import { loadWideBirdstrikes } from '../support/data-sets.ts';
import { testEngines } from '../support/engines.ts';

const last: RowTexts = {};

function stepOf(anomaly: string, more: string): string {
  return `- {id: s, anomaly: ${anomaly}, table: birdstrikes, ${more}}`;
}

/** A row without its key, and without another column where one is named, as one text. */
function content(row: RowTexts, except?: string): string {
  const values = Object.entries(row).filter(([column]) => column !== 'id' && column !== except);
  return JSON.stringify(values.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function counted<Item>(items: Iterable<Item>): ReadonlyMap<Item, number> {
  const counts = new Map<Item, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

describe.each(testEngines)('whole rows of the birdstrikes, on $name,', (engine) => {
  let stage: Stage;
  let before: TableTexts;

  beforeAll(async () => {
    stage = await stageOf(await engine.createDatabase(), loadWideBirdstrikes);
    before = await textsOf(stage);
  }, 60_000);
  afterAll(() => stage.database.drop());

  const inMonth = (rows: TableTexts, month: string) =>
    [...rows.values()].filter((row) => row['flight_date']!.startsWith(month));
  const lastMonth = () =>
    [...before.values()]
      .map((row) => row['flight_date']!)
      .toSorted()
      .at(-1)!
      .slice(0, 7);

  test('volume-drop of n rows leaves n fewer, the others as they were', async () => {
    const { after, labels } = await perform(stage, stepOf('volume-drop', 'during: all, volume: 37 rows'));
    expect([after.size, labels.length]).toEqual([before.size - 37, 37]);
    for (const [key, row] of after) expect(row).toEqual(before.get(key) ?? last);
  });

  test('volume-spike of r rows, n + 1 times, adds n repeats of each of r rows', async () => {
    const { after, labels } = await perform(
      stage,
      stepOf('volume-spike', 'during: all, volume: 25 rows, amplitude: x5'),
    );
    expect([after.size, labels.length]).toEqual([before.size + 100, 100]);
    const repeats = counted(labels.map((label) => content(JSON.parse(label.after!) as RowTexts)));
    expect([...repeats.values()]).toEqual(Array.from({ length: 25 }, () => 4));
    const known = new Set([...before.values()].map((row) => content(row)));
    for (const repeated of repeats.keys()) expect(known).toContain(repeated);
  });

  test('empty-load leaves nothing of a month, and replayed-batch has each of its rows twice', async () => {
    const month = lastMonth();
    const emptied = await perform(stage, stepOf('empty-load', 'bucket: month'));
    expect(inMonth(before, month).length).toBeGreaterThan(1);
    expect(inMonth(emptied.after, month)).toEqual([]);
    expect(emptied.after.size).toBe(before.size - inMonth(before, month).length);
    const { after } = await perform(stage, stepOf('replayed-batch', 'bucket: month'));
    const times = counted(inMonth(after, month).map((row) => content(row)));
    expect(counted(times.values())).toEqual(new Map([[2, inMonth(before, month).length]]));
  });

  test('truncated-load cuts the last keys off', async () => {
    const { labels } = await perform(stage, stepOf('truncated-load', 'bucket: month'));
    const keys = inMonth(before, lastMonth()).map((row) => Number(row['id']));
    const cut = keys.toSorted((left, right) => right - left).slice(0, Math.round(keys.length / 4));
    expect(labels).toHaveLength(cut.length);
    expect(new Set(labels.map((label) => Number(label.key)))).toEqual(new Set(cut));
  });

  test('missing-segment takes all rows of one label and of no other', async () => {
    const missing = async (more: string) => {
      const { after, labels } = await perform(
        stage,
        stepOf('missing-segment', `column: phase_of_flight, during: all${more}`),
      );
      const gone = new Set(labels.map((label) => (JSON.parse(label.before!) as RowTexts)['phase_of_flight']));
      expect(gone.size).toBe(1);
      expect([...after.values()].some((row) => gone.has(row['phase_of_flight']!))).toBe(false);
      return [...gone][0];
    };
    expect(await missing(', with: {segment: Climb}')).toBe('Climb');
    const known = new Set([...before.values()].map((row) => row['phase_of_flight']));
    expect(known).toContain(await missing(''));
    await expect(missing(', with: {segment: climb}')).rejects.toMatchObject({
      problems: [{ code: 'INVALID_VALUE', message: expect.stringMatching(/has no label "climb"/) }],
    });
  });

  test('near-duplicate writes one text of each copy almost as it was', async () => {
    const { labels } = await perform(stage, stepOf('near-duplicate', 'column: airport_name, during: all'));
    const others = (row: RowTexts) => content(row, 'airport_name');
    const originals = Map.groupBy(before.values(), others);
    expect(labels).toHaveLength(Math.round(before.size * 0.05));
    for (const label of labels) {
      const copy = JSON.parse(label.after!) as RowTexts;
      const slips = originals.get(others(copy))!.map((row) => distance(row['airport_name']!, copy['airport_name']!));
      // Two characters in the wrong order are two edits of Levenshtein's.
      expect([1, 2]).toContain(Math.min(...slips.filter((slip) => slip > 0)));
    }
  });

  test('history-rewrite changes numbers of a week that was closed 30 days ago by a tenth, up or down', async () => {
    const { labels, planned } = await perform(stage, stepOf('history-rewrite', 'column: total, volume: 100%'));
    const { from, to } = planned.frozen.windows![0]!;
    const latest = [...before.values()]
      .map((row) => row['flight_date']!)
      .toSorted()
      .at(-1)!;
    const day = 86_400_000;
    expect(Date.parse(to!)).toBe(Date.parse(latest) + day - 30 * day);
    expect(Date.parse(to!) - Date.parse(from!)).toBe(7 * day);
    expect(labels.length).toBeGreaterThan(0);
    const ratios = labels.map((label) => Math.round((Number(label.after) / Number(label.before)) * 1000) / 1000);
    expect(new Set(ratios)).toEqual(new Set([0.9, 1.1]));
  });

  test('total-mismatch misses the sum of the parts by a tenth', async () => {
    const more = 'column: cost_total, during: all, volume: 10%, with: {parts: [quantity, unit_price]}';
    const { labels } = await perform(stage, stepOf('total-mismatch', more));
    for (const label of labels) {
      const { quantity, unit_price: price } = before.get(label.key)!;
      const sum = Number(quantity) + Number(price);
      const misses = [1.1, 0.9].map((factor) => Math.abs(Number(label.after) - sum * factor));
      expect(Math.min(...misses)).toBeLessThan(0.0051);
    }
    expect(labels.length).toBe(Math.round(before.size / 10));
  });

  test('orphan-key makes keys that nobody has', async () => {
    const numbers = await perform(stage, stepOf('orphan-key', 'column: quantity, during: all'));
    const known = new Set([...before.values()].map((row) => row['quantity']));
    for (const label of numbers.labels) expect(known).not.toContain(label.after);
    const tokens = new Set([...before.values()].map((row) => row['token']));
    const more = 'column: token, during: all, with: {references: birdstrikes.token}';
    const { labels } = await perform(stage, stepOf('orphan-key', more));
    for (const label of labels) {
      expect(tokens).not.toContain(label.after);
      expect(label.after).toMatch(/^0193a1c2-d3e4-4506-8728-0000[0-9a-f]{8}$/);
    }
    // Of the numbers that keys are drawn from some are ids: rows that would get one are left alone.
    const near = stepOf(
      'orphan-key',
      'column: quantity, during: all, volume: 100%, with: {references: birdstrikes.id}',
    );
    const ids = new Set([...before.values()].map((row) => row['id']));
    const { labels: orphans } = await perform(stage, near);
    for (const label of orphans) expect(ids).not.toContain(label.after);
    expect(orphans.length).toBeLessThan(before.size);
    expect(orphans.length).toBeGreaterThan(before.size * 0.99);
  });

  test('functional-dependency-violation leaves rows of one determinant with two dependents', async () => {
    const more = 'column: region, during: all, with: {determinant: origin_state}';
    const { labels, after } = await perform(stage, stepOf('functional-dependency-violation', more));
    const regionsOf = (rows: TableTexts) => {
      const complete = [...rows.values()].filter((row) => row['origin_state'] !== null);
      return new Map(
        [...Map.groupBy(complete, (row) => row['origin_state']!)].map(([state, group]) => [
          state,
          new Set(group.map((row) => row['region'])).size,
        ]),
      );
    };
    expect(new Set(regionsOf(before).values())).toEqual(new Set([1]));
    const violated = regionsOf(after);
    for (const label of labels) expect(violated.get(before.get(label.key)!['origin_state']!)).toBeGreaterThan(1);
    expect(labels.length).toBeGreaterThan(0);
  });

  test('column-swap is refused between columns of other types', async () => {
    const step = stepOf('column-swap', 'column: started_at, with: {other: flight_date}');
    await expect(perform(stage, step)).rejects.toMatchObject({
      problems: [
        {
          code: 'UNSUITABLE_COLUMN',
          message: expect.stringMatching(
            /column "flight_date" .* holds date, and started_at timestamp.*: they cannot trade/i,
          ),
        },
      ],
    });
  });
});

test('values that come from other rows are refused under a unique key, of one column or of several', () => {
  const flags = { isNullable: true, isComputed: false, isIdentity: false, isGenerator: false };
  const columns = ['id', 'seat', 'day'].map((name, index): Column => ({
    name,
    ordinal: index + 1,
    kind: 'text',
    type: 'text',
    storage: 'text',
    ...flags,
  }));
  const table: Table = {
    name: { schema: 'public', name: 'bookings' },
    identity: '1',
    type: 'table',
    columns,
    keys: [
      { name: 'bookings_pkey', columns: ['id'], isPrimary: true },
      { name: 'one_each', columns: ['seat', 'day'], isPrimary: false },
    ],
    references: [],
    referencedBy: [],
    triggers: [],
    publications: [],
  };
  for (const anomaly of [columnShuffle, duplicateValue, functionalDependencyViolation])
    expect(unsuitableColumn(anomaly, table, columns.slice(0, 1), columns[1]!)).toBe(
      'is part of the unique key one_each (seat, day), which forbids values to come twice',
    );
});
