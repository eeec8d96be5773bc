import type { TSchema } from '@sinclair/typebox';
import type { Anomaly } from '../model/anomaly.ts';
import type { Duration } from '../model/duration.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import type { Step } from '../model/scenario.ts';
import { durationSchema, readClockDuration } from './duration-field.ts';
import type { Field } from './field.ts';
import { isLonger } from './longer.ts';

/** Schema of a step's `sweep`. */
export function sweepSchema(): TSchema {
  return durationSchema(
    'How often rows that arrive while the step is active are taken, too, as `1 minute`. It needs `faultline watch`, and a window without an end.',
  );
}

/** Why an anomaly takes no arrivals, as a clause; undefined where it does, or where some form of it does. */
export function noSweep(anomaly: Anomaly): string | undefined {
  return anomaly.forStep !== undefined && isOfRows(anomaly) ? undefined : ofForm(anomaly);
}

/** Longer than this nobody would wait for a sweep. */
const longest: Duration = { amount: 1, unit: 'day' };

/**
 * Reads how often a step takes arrivals, and refuses it where which of them are taken, or what becomes of them, does not
 * follow from each row by itself. Whether its window is open is known once its table is.
 * @param anomaly in the form that the step needs
 */
export function readSweep(
  field: Field,
  anomaly: Anomaly,
  step: Pick<Step, 'volume' | 'volumes' | 'select' | 'key'>,
): Duration | undefined {
  if (field.value === undefined) return undefined;
  const every = readClockDuration(field);
  if (every === undefined) return undefined;
  const [never, here] = [ofForm(anomaly), ofSelection(step)];
  if (never !== undefined) return field.refuse(`${anomaly.id} takes no arrivals: ${never}`, 'Remove sweep.');
  if (here !== undefined)
    return field.refuse(`${anomaly.id} cannot take arrivals here: ${here}`, 'Remove sweep, or change that.');
  if (isLonger(every, longest, 'day'))
    return field.refuse('sweep is longer than a day', 'Write a shorter one, such as 1 minute or 1 hour.');
  return every;
}

function ofForm(anomaly: Anomaly): string | undefined {
  if (!isOfRows(anomaly)) return 'it changes no rows';
  if (anomaly.effect === 'insert') return 'it inserts rows, and what arrives gives it none to insert';
  if (anomaly.quotas) return 'how many rows it takes depends on how many there are';
  if (anomaly.bucketSurvey) return 'its values depend on figures of each bucket of time';
  if (anomaly.effect === 'delete') return undefined;
  if (anomaly.exchange) return 'its rows take their values from one another';
  return anomaly.looksAround ? 'its values depend on the rows around them' : undefined;
}

function ofSelection({ volume, volumes, select, key }: Pick<Step, 'volume' | 'volumes' | 'select' | 'key'>) {
  if (volumes) return 'its occurrences have volumes of their own';
  if ('rows' in volume) return 'its volume is a number of rows, not a share';
  if (select.mechanism !== 'random') return 'which rows it takes depends on the others, not on each by itself';
  return key === 'row' ? 'its rows are known by all that they hold, and arrivals may be alike' : undefined;
}
