/** Stores a state that changes faster than it can be stored. */
export interface Keeper {
  /** The state has changed. */
  note(): void;
  /** Waits until the state is stored as it is now. @throws what storing threw */
  settle(): Promise<void>;
}

/**
 * Stores one state at a time, always the newest; those in between are left out.
 * @param store receives no second state before it is done with the first
 * @param onFailure is told once that storing failed; nothing is stored any more
 */
export function keepLatest(store: () => void | Promise<void>, onFailure: () => void): Keeper {
  let isStale = false;
  let working: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  const work = async () => {
    try {
      while (isStale && failure === undefined) {
        isStale = false;
        await store();
      }
    } catch (error) {
      failure = { error };
      onFailure();
    }
    working = undefined;
  };
  return {
    note() {
      isStale = true;
      working ??= work();
    },
    async settle() {
      await working;
      if (failure !== undefined) throw failure.error;
    },
  };
}
