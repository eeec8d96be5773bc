import type { Duration } from '../../model/duration.ts';
import { hasCode } from '../../model/errors.ts';
import { nextDue } from '../../plan/next-due.ts';
import type { WorkBounds } from '../../plan/work-bounds.ts';
import { scenariosOf } from '../../scenario/scenarios-of.ts';
import { momentOf, parseInstant } from '../../snapshot/instant.ts';
import { backOff } from './back-off.ts';
import type { Bell } from './bell.ts';
import { faultOf } from './fault-of.ts';
import { sweepIntervals, sweepsOf, type Sweeps } from './sweeps.ts';
import type { WatchedFiles, WatchRequest } from './watch.ts';

/** Milliseconds after which the clock is looked at again: it may be set, and a machine may have slept. */
const glance = 60_000;

/** What the loops of all targets share. */
export interface Watching<Files extends WatchedFiles> {
  readonly request: WatchRequest<Files>;
  readonly bell: Bell;
  readonly bounds: WorkBounds;
  readonly boundsOfFailing: WorkBounds;
  /** The files in force; their generation grows with each change. */
  readonly current: () => { readonly files: Files; readonly generation: number };
  /** The loop of a target is over. */
  readonly leave: (target: string) => void;
}

/** What came of one round. */
interface Round {
  readonly generation: number;
  /** When it began, milliseconds since 1970 by the clock. */
  readonly at: number;
  /** Tries that failed in a row, with this one. */
  readonly failures: number;
  /** When the next one is due by the clock, milliseconds since 1970; infinity = never. */
  readonly next: number;
  /** How often active steps take arrivals; none after a failure. */
  readonly sweeps: readonly Duration[];
}

/** Converges one target again and again, until it is gone from the files or the signal is aborted. */
export async function watchTarget<Files extends WatchedFiles>(name: string, watching: Watching<Files>): Promise<void> {
  const { signal, observe, clock } = watching.request;
  const sweeps = sweepsOf(name, watching);
  let failures = 0;
  for (;;) {
    const round = await nextRound(name, failures, watching);
    if (round === undefined) break;
    failures = round.failures;
    sweeps.plan(round.sweeps, clock().getTime());
    await untilDue(name, round, watching, sweeps);
  }
  watching.leave(name);
  if (!signal.aborted) observe({ event: 'left', at: clock().toISOString(), target: name });
}

/** @returns undefined where there is none to come */
async function nextRound<Files extends WatchedFiles>(
  name: string,
  failures: number,
  watching: Watching<Files>,
): Promise<Round | undefined> {
  const known = watching.current().files.targets.find((target) => target.name === name);
  if (known === undefined) return undefined;
  const bounded = failures === 0 ? watching.bounds : watching.boundsOfFailing;
  return bounded(known, () => round(name, failures, watching));
}

async function round<Files extends WatchedFiles>(
  name: string,
  before: number,
  { request, current }: Watching<Files>,
): Promise<Round | undefined> {
  const { signal, clock, observe, converge, random, interval } = request;
  // As the files are now: it may have waited for its turn.
  const { files, generation } = current();
  const target = files.targets.find((each) => each.name === name);
  if (signal.aborted || target === undefined) return undefined;
  const at = clock().getTime();
  observe({ event: 'begun', at: clock().toISOString(), target: name });
  try {
    const converged = await converge(files, target);
    const due = converged.plan.targets[0]?.nextDue;
    observe({
      event: 'converged',
      at: clock().toISOString(),
      target: name,
      converged,
      failures: before,
      nextDue: due,
    });
    const next = due === undefined ? Infinity : millisecondsOf(due);
    const sweeps = sweepIntervals(converged.plan, files.scenarios);
    return { generation, at, failures: 0, next: Math.min(next, at + interval), sweeps };
  } catch (thrown) {
    const error = faultOf(thrown);
    if (signal.aborted && hasCode(error, 'INTERRUPTED')) return undefined;
    const failures = before + 1;
    const now = clock().getTime();
    // A scenario that stands in the way of one round need not stand in the way of the slot of another.
    const slot = nextDue(scenariosOf(name, files.scenarios), [], [], momentOf(new Date(now)));
    const retry = now + backOff(error, failures, random());
    const next = slot === undefined ? retry : Math.min(retry, millisecondsOf(slot));
    observe({
      event: 'failed',
      at: new Date(now).toISOString(),
      target: name,
      error,
      failures,
      retryAt: new Date(next).toISOString(),
    });
    return { generation, at, failures, next, sweeps: [] };
  }
}

/** Waits until the clock says that a round is due, files have changed, a sweep has failed, or all is over. Nothing of it but sweeps asks the database. */
async function untilDue<Files extends WatchedFiles>(
  name: string,
  { generation, at, next }: Round,
  { request, bell, current }: Watching<Files>,
  sweeps: Sweeps,
): Promise<void> {
  const { signal, clock, observe } = request;
  while (!signal.aborted && current().generation === generation) {
    const now = clock().getTime();
    if (now >= next) return;
    if (now < at) return observe({ event: 'clock set back', at: clock().toISOString(), target: name });
    if (now >= sweeps.next() && !(await sweeps.run())) return;
    await bell.wait(Math.max(0, Math.min(glance, next - now, sweeps.next() - now)));
  }
}

/** Rounded up: a moment is over when the clock, which counts milliseconds, has passed it. */
function millisecondsOf(moment: string): number {
  return Number((parseInstant(moment)! + 999n) / 1000n);
}
