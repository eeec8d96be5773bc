import { Type, type Static } from '@sinclair/typebox';

const count = (description: string) => Type.Integer({ minimum: 0, description });

/** The batches of one table that a server has answered for good, to be kept as JSON and handed to the run that goes on. */
export const acknowledgedSchema = Type.Object(
  {
    before: count('All batches below this number.'),
    beyond: Type.Array(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 2, maxItems: 2 }), {
      description: 'Stretches of batches above it, in order: the first one and the one behind the last.',
    }),
    rows: count('Rows in all of these batches.'),
  },
  { additionalProperties: false },
);
export type Acknowledged = Static<typeof acknowledgedSchema>;

/** Keeps account of batches. Its size does not grow with their number: there are as many gaps as requests in flight. */
export interface Account {
  readonly has: (batch: number) => boolean;
  readonly add: (batch: number, rows: number) => void;
  readonly state: () => Acknowledged;
}

export function openAccount(from: Acknowledged = { before: 0, beyond: [], rows: 0 }): Account {
  let { before, rows } = from;
  let beyond = from.beyond.map(([start = 0, end = 0]) => ({ start, end }));
  const has = (batch: number) => batch < before || beyond.some(({ start, end }) => batch >= start && batch < end);
  return {
    has,
    add(batch, rowsOfBatch) {
      if (has(batch)) return;
      rows += rowsOfBatch;
      const below = beyond.findLast(({ end }) => end <= batch);
      const above = beyond.find(({ start }) => start > batch);
      const merged = {
        start: below?.end === batch ? below.start : batch,
        end: above?.start === batch + 1 ? above.end : batch + 1,
      };
      beyond = [...beyond.filter(({ start, end }) => end < merged.start || start > merged.end), merged].toSorted(
        (left, right) => left.start - right.start,
      );
      const [lowest] = beyond;
      if (lowest === undefined || lowest.start > before) return;
      before = lowest.end;
      beyond = beyond.slice(1);
    },
    state: () => ({ before, beyond: beyond.map(({ start, end }) => [start, end]), rows }),
  };
}
