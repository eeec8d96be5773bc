/**
 * Works on entries, so many at once; an entry is asked for only when somebody is free for it. Ends when there are no
 * more, or once it is stopped and what was begun has ended.
 * @param stopping is aborted where work fails
 * @throws the first thing that making an entry or working on one threw
 */
export async function workThrough<Entry>(
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  concurrency: number,
  stopping: AbortController,
  work: (entry: Entry) => Promise<void>,
): Promise<void> {
  const iterator = Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]();
  let isOver = false;
  let last: Promise<unknown> = Promise.resolve();
  const next = async (): Promise<{ readonly entry: Entry } | undefined> => {
    if (isOver || stopping.signal.aborted) return undefined;
    const result = await iterator.next();
    if (result.done !== true) return { entry: result.value };
    isOver = true;
    return undefined;
  };
  const worker = async () => {
    for (;;) {
      // In line, because not every iterator can be asked twice at once.
      const turn = last.then(next);
      last = turn.catch(() => {});
      const found = await turn;
      if (found === undefined) return;
      await work(found.entry);
    }
  };
  const failures: { readonly error: unknown }[] = [];
  const workers = Array.from({ length: concurrency }, () =>
    worker().catch((error: unknown) => {
      failures.push({ error });
      stopping.abort();
    }),
  );
  await Promise.all(workers);
  if (!isOver) await iterator.return?.();
  const [first] = failures;
  if (first !== undefined) throw first.error;
}
