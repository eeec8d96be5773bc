import { Type } from '@sinclair/typebox';
import type { Anomaly, Catalog } from '../../src/model/anomaly.ts';
import { sql } from '../../src/sql/sql.ts';

const words = {
  inProduction: 'A sync loses a field.',
  caughtBy: ['dbt not_null'],
  placebo: { description: 'One row.', volume: { rows: 1 } },
  metric: 'rows',
} as const;
const noParameters = Type.Object({}, { additionalProperties: false });

const update = {
  effect: 'update',
  category: 'quality',
  makesNewValues: false,
  unsuitable: () => undefined,
  after: () => sql`null`,
  ...words,
} as const;

/** Anomalies with every kind of rule that a scenario file can meet; what they do to a database is no matter here. */
const anomalies: readonly Anomaly[] = [
  {
    ...update,
    id: 'null-spike',
    title: 'Null spike',
    description: 'Values become NULL.',
    parameters: noParameters,
    volume: { default: { percent: '10' }, meaning: 'Share of the eligible rows.' },
    window: { default: { amount: 1, unit: 'bucket' }, needsTime: false },
  },
  {
    ...update,
    id: 'outlier',
    title: 'Outlier',
    description: 'Values far from the mean.',
    parameters: Type.Object(
      {
        side: Type.Unsafe<string>({
          enum: ['above', 'below', 'both'],
          default: 'both',
          description: 'Side of the mean.',
        }),
        fence: Type.Number({ minimum: 0, default: 1.5, description: 'Width of the fence in quartile ranges.' }),
      },
      { additionalProperties: false },
    ),
    volume: { default: { percent: '1' }, meaning: 'Share of the eligible rows.' },
    amplitude: { unit: 'sd', default: '8', min: '0.1', max: '1000', meaning: 'Distance from the mean.' },
  },
  {
    ...update,
    id: 'level-shift',
    category: 'business',
    title: 'Level shift',
    description: 'A metric moves to another level.',
    parameters: noParameters,
    volume: { default: { percent: '100' }, meaning: 'Share of the rows.' },
    amplitude: { unit: 'percent', default: '30', min: '-100', max: '10000', meaning: 'Change of the level.' },
    window: { default: { amount: 14, unit: 'bucket' }, needsTime: true },
    shape: 'step',
  },
  {
    ...update,
    id: 'typo',
    title: 'Typo',
    description: 'Letters are mistyped.',
    parameters: Type.Object(
      { layout: Type.String({ minLength: 1, description: 'Keyboard layout.' }) },
      { additionalProperties: false },
    ),
    volume: { default: { rows: 50 }, meaning: 'Rows with a typo.' },
    amplitude: { unit: 'edits', default: '1', min: '1', max: '10', meaning: 'Number of edits.' },
  },
  {
    ...words,
    id: 'volume-spike',
    effect: 'insert',
    category: 'pipeline',
    title: 'Volume spike',
    description: 'Rows come several times over.',
    parameters: noParameters,
    volume: { default: { percent: '100' }, meaning: 'Share of the rows.' },
    amplitude: { unit: 'times', default: '3', min: '2', max: '100', meaning: 'How many times as many.' },
  },
  {
    ...words,
    id: 'stale-table',
    effect: 'delete',
    category: 'pipeline',
    title: 'Stale table',
    description: 'The newest rows are missing.',
    parameters: noParameters,
    amplitude: { unit: 'buckets', default: '3', min: '1', max: '1000', meaning: 'How many buckets are missing.' },
    window: { default: { amount: 3, unit: 'bucket' }, needsTime: true, isOpen: true },
  },
  {
    ...words,
    id: 'column-renamed',
    effect: 'alter',
    category: 'pipeline',
    title: 'Column renamed',
    description: 'A column gets another name.',
    parameters: Type.Object(
      { to: Type.String({ minLength: 1, description: 'The new name.' }) },
      { additionalProperties: false },
    ),
    unsuitable: () => undefined,
    alteration: ({ column, with: { to } }) => ({ change: 'rename column', from: column!.name, to: String(to) }),
  },
];

export const catalog: Catalog = new Map(anomalies.map((anomaly) => [anomaly.id, anomaly]));
