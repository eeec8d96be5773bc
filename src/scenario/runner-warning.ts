import { formatDuration, type Duration } from '../model/duration.ts';
import type { Scenario } from '../model/scenario.ts';
import { largestGap } from './largest-gap.ts';
import { runnersIn, type WorkflowFile } from './runners.ts';

const secondsPer: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  // The shortest there are.
  month: 28 * 86_400,
  quarter: 90 * 86_400,
  year: 365 * 86_400,
  bucket: 86_400,
};

/**
 * What to say where scenarios begin or end by the clock, and nothing in the repository's workflows calls apply often enough
 * to notice. Others may call apply that nobody knows of here: it is a warning, and decides nothing.
 * @param now ISO 8601 in UTC
 */
export function runnerWarning(
  scenarios: readonly Scenario[],
  workflows: readonly WorkflowFile[],
  now: string,
): string | undefined {
  const timed = scenarios
    .flatMap(({ name, schedule, expires }) => {
      const lasts = schedule?.keep ?? expires;
      return lasts === undefined
        ? []
        : [{ name, lasts, verb: schedule === undefined ? 'expires after' : 'is kept for' }];
    })
    .toSorted((left, right) => secondsOf(left.lasts) - secondsOf(right.lasts));
  const [shortest] = timed;
  if (shortest === undefined) return undefined;
  const runners = runnersIn(workflows);
  if (runners.length === 0) {
    return `${listed(timed.map(({ name }) => name))} ${timed.length === 1 ? 'begins or ends' : 'begin or end'} by the clock, which happens only when something calls apply, and no workflow of this repository does so on a schedule: let \`faultline watch\` run, or add an hourly workflow with \`faultline apply\``;
  }
  const gap = largestGap(
    runners.flatMap(({ schedules }) => schedules),
    now,
  );
  const late = timed.filter(({ lasts }) => secondsOf(lasts) < gap);
  if (late.length === 0) return undefined;
  const { name, verb, lasts } = shortest;
  const others = late.length === 1 ? '' : ` (and ${late.length - 1} more like it)`;
  return `${name} ${verb} ${formatDuration(lasts)}${others}, but up to ${inWords(gap)} pass between two calls of apply by ${listed(runners.map(({ path }) => path))}, and GitHub starts workflows late by minutes to hours or leaves them out: it will last longer than written, and slots may be missed; call apply more often, or let \`faultline watch\` run`;
}

/** `a, b and 3 more`. */
function listed(names: readonly string[]): string {
  const few = 3;
  return names.length <= few ? names.join(', ') : `${names.slice(0, few).join(', ')} and ${names.length - few} more`;
}

function secondsOf({ amount, unit }: Duration): number {
  return amount * secondsPer[unit]!;
}

/** `90 minutes`, `24 hours`, `3 days`. */
function inWords(seconds: number): string {
  const [amount, unit] =
    seconds < 2 * 3600
      ? [seconds / 60, 'minute']
      : seconds < 72 * 3600
        ? [seconds / 3600, 'hour']
        : [seconds / 86_400, 'day'];
  const rounded = Math.ceil(amount);
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}
