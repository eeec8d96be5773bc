/** Jobs that are done side by side, their results taken one by one in the order of the jobs. */
export interface OrderedWork<Job, Made> {
  readonly jobs: Iterable<Job>;
  /** So many are done side by side. */
  readonly workers: number;
  /** So many results at most wait to be taken, or are being made: what is taken slowly is made slowly. */
  readonly ahead: number;
  /** @param worker number of the worker, from 0; each does one job at a time */
  make(job: Job, worker: number): Promise<Made>;
  take(made: Made, job: Job): Promise<void>;
  /** Called once something has failed, so that work under way may end early. */
  onFailure?(): void;
}

/** @throws what the first job that failed has thrown, once all work has ended; no result is taken after that */
export async function makeInOrder<Job, Made>(work: OrderedWork<Job, Made>): Promise<void> {
  const jobs = work.jobs[Symbol.iterator]();
  const made = new Map<number, { readonly job: Job; readonly result: Made }>();
  let begun = 0;
  let taken = 0;
  let failure: { readonly error: unknown } | undefined;
  let taking = Promise.resolve();
  let waiting: (() => void)[] = [];
  const wake = () => {
    const woken = waiting;
    waiting = [];
    for (const each of woken) each();
  };
  const fail = (error: unknown) => {
    if (failure === undefined) {
      failure = { error };
      work.onFailure?.();
    }
    wake();
  };
  const takeAll = async () => {
    for (let next = made.get(taken); next !== undefined && failure === undefined; next = made.get(taken)) {
      await work.take(next.result, next.job);
      made.delete(taken);
      taken += 1;
      wake();
    }
  };
  const runWorker = async (worker: number) => {
    while (failure === undefined) {
      if (begun >= taken + work.ahead) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        continue;
      }
      const { done, value: job } = jobs.next();
      if (done === true) return;
      const number = begun;
      begun += 1;
      made.set(number, { job, result: await work.make(job, worker) });
      taking = taking.then(takeAll).catch(fail);
    }
  };
  await Promise.all(Array.from({ length: work.workers }, (_, worker) => runWorker(worker).catch(fail)));
  await taking;
  if (failure !== undefined) throw failure.error;
}
