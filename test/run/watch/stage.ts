import type { Scenario } from '../../../src/model/scenario.ts';
import type { Target } from '../../../src/model/project.ts';
import type { WatchEvent } from '../../../src/run/watch/events.ts';
import { watch, type WatchedFiles, type WatchRequest } from '../../../src/run/watch/watch.ts';
import { shop } from '../workbench.ts';
import { openTestClock, type TestClock } from './clock.ts';

/** Files that a test changes as it likes. */
export interface TestFiles {
  readonly targets: readonly Target[];
  readonly scenarios: readonly Scenario[];
  /** Thrown when they are read. */
  readonly error?: Error;
}

/** A watch on a clock of its own. */
export interface Stage {
  readonly time: TestClock;
  readonly events: readonly WatchEvent[];
  /** Lets time pass up to a moment of the clock. */
  runTo(moment: string): Promise<void>;
  /** Waits until all that is under way is done. */
  settle(): Promise<void>;
  /** Changes files, and waits until all is done that follows from it. */
  change(files: Partial<TestFiles>): Promise<void>;
  /** Ends it, as a signal does. */
  end(): Promise<void>;
  /** What was told of a kind. */
  told<Name extends WatchEvent['event']>(event: Name): readonly Extract<WatchEvent, { event: Name }>[];
}

export type StageOptions = Pick<WatchRequest<WatchedFiles>, 'converge'> &
  Partial<Pick<WatchRequest<WatchedFiles>, 'concurrency' | 'interval' | 'random' | 'sweep'>> & {
    readonly start: string;
    readonly scenarios: readonly Scenario[];
    readonly targets?: readonly Target[];
    readonly time?: TestClock;
  };

/** Starts to watch; the first rounds have not ended yet. */
export function openStage({ start, scenarios, targets = [shop], ...options }: StageOptions): Stage {
  const time = options.time ?? openTestClock(start);
  const controller = new AbortController();
  const events: WatchEvent[] = [];
  let files: TestFiles = { targets, scenarios };
  // Readers of changes: the one who waits, and who has it that all before is done.
  let tell: ((hasChanged: boolean) => void) | undefined;
  let isAwaited = () => {};
  let watched = files.targets.length;
  const ended = watch({
    load: async () => {
      if (files.error) throw files.error;
      return { ...files, version: JSON.stringify(files) };
    },
    changes: {
      changed: () =>
        new Promise((resolve) => {
          tell = resolve;
          isAwaited();
        }),
      close: () => tell?.(false),
    },
    concurrency: 10,
    interval: Infinity,
    sweep: async () => ({ taken: [], refused: [] }),
    random: () => 0,
    ...options,
    clock: time.clock,
    wait: time.wait,
    signal: controller.signal,
    observe: (event) => events.push(event),
  });
  return {
    time,
    events,
    runTo: (moment) => time.runTo(moment, watched),
    settle: () => time.settle(watched),
    async change(changes) {
      await time.settle(watched);
      files = { targets: files.targets, scenarios: files.scenarios, ...changes };
      if (!files.error) watched = files.targets.length;
      const reloaded = new Promise<void>((resolve) => {
        isAwaited = resolve;
      });
      tell?.(true);
      await reloaded;
      await time.settle(watched);
    },
    async end() {
      controller.abort('SIGTERM');
      await ended;
    },
    told: (name) => events.filter((event) => event.event === name) as never,
  };
}
