import { Type } from '@sinclair/typebox';

/** Buckets before the window from which a cycle is read: four weeks of days, eight times the longest cycle of hours. */
export const cycleBaseline = 192;

/** The parameter of anomalies of a cycle. */
export const cycleParameter = Type.Integer({
  description: `How many buckets a cycle has: 7 for days of the week, 24 for hours of the day. It is read from the whole cycles among the ${cycleBaseline} buckets before the window, of which there have to be two.`,
  minimum: 2,
  maximum: 96,
  default: 7,
});
