import type { InspectedTime } from '../model/inspection.ts';
import { readMoment } from './format-time.ts';

const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const fewestDays = 21;
const notable = 0.2;

/** The middle value; of an even number the lower one of the two. */
export function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1];
}

/**
 * Days of the week on which a table gets notably more or fewer rows than on the usual day: `Saturday −62 %, Sunday −58 %`.
 * @returns an empty text where the days are alike, undefined where there are fewer than three weeks to tell by
 */
export function weekPattern({ bucket, perBucket }: InspectedTime): string | undefined {
  if (bucket !== 'day' || perBucket.length < fewestDays) return undefined;
  const usual = median(perBucket.map(({ rows }) => rows)) ?? 0;
  return names
    .map((name, day) => ({
      name,
      own:
        median(perBucket.filter(({ at }) => readMoment(at)?.getUTCDay() === (day + 1) % 7).map(({ rows }) => rows)) ??
        usual,
    }))
    .filter(({ own }) => usual > 0 && Math.abs(own / usual - 1) > notable)
    .map(({ name, own }) => `${name} ${deviation(usual, own)}`)
    .join(', ');
}

function deviation(usual: number, own: number): string {
  const percent = Math.round((own / usual - 1) * 100);
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
}
