import type { Label } from '../model/run.ts';

/** The columns of labels, in the order in which every format has them. */
export const labelColumns = [
  'run',
  'step',
  'anomaly',
  'table',
  'key',
  'column',
  'before',
  'after',
  'occurrence',
] as const satisfies readonly (keyof Label)[];
