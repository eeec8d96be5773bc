import { Big } from 'big.js';
import type { Volume } from '../../model/scenario.ts';
import { defineDelete } from '../define.ts';
import { refuseUnknownLabel } from '../known-labels.ts';
import { parameters } from '../parameters.ts';
import { isLabel, labelSchema, notCategory } from '../segment.ts';

export default defineDelete({
  id: 'funnel-drop',
  category: 'business',
  title: 'Drop in a funnel',
  description:
    'One stage loses rows, by the same share in each bucket of time; the stages before and after it are as they were. Rows that other tables refer to stay.',
  inProduction:
    'The event of one page is no longer sent, a consent banner stands before the basket, a form rejects a new kind of card. The number ' +
    'of all events gives way a little; the rate from one stage to the next collapses.',
  caughtBy: [
    'dbt singular test on conversion rates',
    'Elementary dimension_anomalies',
    'Monte Carlo segmented monitors',
    'Soda user-defined metric check',
  ],
  placebo: {
    description: 'One row in fifty is missing: conversion rates change by that from day to day.',
    amplitude: '-2',
  },
  fit: { category: 0.6 },
  parameters: parameters({ stage: labelSchema('The stage that loses rows: a value of the column of the step.') }),
  volume: { default: { percent: '100' }, meaning: 'How much of the way the stage goes.' },
  amplitude: {
    unit: 'percent',
    default: '-40',
    min: '-100',
    max: '0',
    meaning: 'How many of the rows of the stage are gone, as a negative share; -100 is all of them.',
  },
  window: { default: { amount: 1, unit: 'bucket' }, needsTime: true, isByBucket: true },
  metric: 'rows',
  categories: { most: 1000 },
  subject: { unsuitable: notCategory },
  check: (context) => refuseUnknownLabel(context, String(context.with.stage)),
  eligible: (context) => isLabel(context, { column: context.column, value: context.before }, context.with.stage),
  quotas: ({ amplitude, step }, eligible) => eligible.map((rows) => rowsOf(step.volume, new Big(rows), amplitude)),
});

function rowsOf(volume: Volume, rows: Big, amplitude: string): number {
  const lost = rows.times(amplitude).div(-100);
  if ('rows' in volume) return Math.min(volume.rows, Number(lost.round(0).toFixed()));
  return Number(lost.times(volume.percent).div(100).round(0).toFixed());
}
