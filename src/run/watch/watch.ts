import type { Duration } from '../../model/duration.ts';
import type { Target } from '../../model/project.ts';
import type { Scenario } from '../../model/scenario.ts';
import { workBounds } from '../../plan/work-bounds.ts';
import type { Converged } from '../converge-target.ts';
import type { Swept } from '../sweep/sweep-target.ts';
import { hangBell, type Wait } from './bell.ts';
import type { WatchObserver } from './events.ts';
import { faultOf } from './fault-of.ts';
import { watchTarget, type Watching } from './watch-target.ts';

/** What the files say. */
export interface WatchedFiles {
  /** Differs as soon as anything in the files does. */
  readonly version: string;
  /** Those that are watched. */
  readonly targets: readonly Target[];
  readonly scenarios: readonly Scenario[];
}

/** Tells when files have changed. */
export interface FileChanges {
  /** Waits until files differ from the last time; false once it is closed. */
  readonly changed: () => Promise<boolean>;
  readonly close: () => void;
}

export interface WatchRequest<Files extends WatchedFiles> {
  /** Reads the files. @throws FaultlineError where they cannot be used */
  readonly load: () => Promise<Files>;
  readonly changes: FileChanges;
  /** Plans and applies one target. @throws whatever planning and applying throw */
  readonly converge: (files: Files, target: Target) => Promise<Converged>;
  /** Takes what has arrived into the active runs of a target. @param isDue whether steps that sweep so often are due @throws whatever sweeping throws */
  readonly sweep: (files: Files, target: Target, isDue: (every: Duration) => boolean) => Promise<Swept>;
  /** Targets at once. */
  readonly concurrency: number;
  /** Milliseconds between two rounds at most: what others do in a target, a resumed scenario, a table made anew, is then seen. */
  readonly interval: number;
  readonly clock: () => Date;
  readonly wait: Wait;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Ends it, once what is under way is finished or undone. */
  readonly signal: AbortSignal;
  readonly observe: WatchObserver;
}

/**
 * Converges targets now, at each due time, and when files change, until the signal is aborted. A target that fails is
 * tried again by itself and holds up no other; files that cannot be used leave those before in force.
 * @throws what is wrong with the files at the start
 */
export async function watch<Files extends WatchedFiles>(request: WatchRequest<Files>): Promise<void> {
  const { signal, changes, observe, concurrency, clock } = request;
  const bell = hangBell(request.wait);
  const loops = new Map<string, Promise<void>>();
  let current = { files: await request.load(), generation: 0 };
  let isRefused = false;
  const watching: Watching<Files> = {
    request,
    bell,
    bounds: workBounds(concurrency),
    // Targets that fail wait in a line of their own: a server that answers nobody holds up no others.
    boundsOfFailing: workBounds(concurrency, 1),
    current: () => current,
    leave: (target) => loops.delete(target),
  };
  const use = (files: Files, generation: number) => {
    current = { files, generation };
    observe({
      event: 'files',
      generation,
      at: clock().toISOString(),
      targets: files.targets.map(({ name }) => name),
      scenarios: files.scenarios.length,
    });
    bell.ring();
    for (const { name } of files.targets) if (!loops.has(name)) loops.set(name, watchTarget(name, watching));
  };
  const reload = async () => {
    try {
      const files = await request.load();
      if (files.version !== current.files.version) use(files, current.generation + 1);
      else if (isRefused) observe({ event: 'files restored', at: clock().toISOString() });
      isRefused = false;
    } catch (error) {
      isRefused = true;
      observe({ event: 'files refused', at: clock().toISOString(), error: faultOf(error) });
    }
  };
  const stop = () => {
    bell.ring();
    changes.close();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) return stop();
    use(current.files, 0);
    while (await changes.changed()) await reload();
    await Promise.all(loops.values());
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
