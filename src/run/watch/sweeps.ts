import { formatDuration, type Duration } from '../../model/duration.ts';
import { hasCode } from '../../model/errors.ts';
import type { Plan } from '../../model/plan.ts';
import type { Scenario } from '../../model/scenario.ts';
import { shift } from '../../snapshot/instant.ts';
import type { Swept } from '../sweep/sweep-target.ts';
import { faultOf } from './fault-of.ts';
import type { Watching } from './watch-target.ts';
import type { WatchedFiles } from './watch.ts';

/** The sweeps of one target: each interval has a time of its own. */
export interface Sweeps {
  /** From now on arrivals are taken so often; what is due already stays so. @param now milliseconds since 1970 by the clock, here and below */
  plan(intervals: readonly Duration[], now: number): void;
  /** When the next one is due; infinity = never. */
  next(): number;
  /** Sweeps what is due. @returns false where it failed */
  run(): Promise<boolean>;
}

/** How often the steps take arrivals that are active once the plan is carried out. */
export function sweepIntervals({ targets }: Plan, scenarios: readonly Scenario[]): readonly Duration[] {
  const active = targets
    .flatMap(({ actions }) => actions)
    .filter(({ action }) => action === 'inject' || action === 'replace' || action === 'keep');
  const steps = active.flatMap(({ scenario }) => scenarios.find(({ name }) => name === scenario)?.steps ?? []);
  return steps.flatMap(({ sweep }) => sweep ?? []);
}

export function sweepsOf<Files extends WatchedFiles>(name: string, watching: Watching<Files>): Sweeps {
  const { request, bounds, current } = watching;
  const { clock, observe, signal } = request;
  let due = new Map<string, { readonly every: Duration; readonly at: number }>();
  let refusals = '';
  const tell = (swept: Swept) => {
    const told = swept.refused.map(({ run, error }) => `${run} ${error.message}`).join('\n');
    if (swept.taken.length > 0 || told !== refusals)
      observe({ event: 'swept', at: clock().toISOString(), target: name, swept });
    refusals = told;
  };
  return {
    plan(intervals, now) {
      const known = due;
      due = new Map(
        intervals.map((every) => {
          const key = formatDuration(every);
          // A clock that was set back must not put a sweep off.
          const at = Math.min(known.get(key)?.at ?? Infinity, after(now, every));
          return [key, { every, at }];
        }),
      );
    },
    next: () => Math.min(...[...due.values()].map(({ at }) => at)),
    async run() {
      const { files } = current();
      const target = files.targets.find((each) => each.name === name);
      if (target === undefined) return false;
      const now = clock().getTime();
      const keys = new Set([...due].filter(([, { at }]) => at <= now).map(([key]) => key));
      try {
        tell(await bounds(target, () => request.sweep(files, target, (every) => keys.has(formatDuration(every)))));
        return true;
      } catch (thrown) {
        const error = faultOf(thrown);
        if (!signal.aborted || !hasCode(error, 'INTERRUPTED'))
          observe({ event: 'sweep failed', at: clock().toISOString(), target: name, error });
        return false;
      } finally {
        const end = clock().getTime();
        for (const key of keys) {
          const { every } = due.get(key)!;
          due.set(key, { every, at: after(end, every) });
        }
      }
    },
  };
}

function after(now: number, every: Duration): number {
  return Number(shift(BigInt(now) * 1000n, 1, every, 'day') / 1000n);
}
