import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What a process of its own writes, as CSV. */
export interface Writing {
  readonly folder: string;
  readonly tables: string;
  readonly rowsOfStretch?: number;
}

/** Begins or continues to write in a process of its own. */
export function startWriting(writing: Writing) {
  const child = fork(new URL('writing-child.ts', import.meta.url), [JSON.stringify(writing)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  const end = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const messages: unknown[] = [];
  child.on('message', (message) => messages.push(message));
  return {
    /** Rows have arrived in a file, or the process has ended. */
    hasBegun: Promise.race([once(child, 'message'), end]),
    /** @returns false where the process had ended before */
    async kill(): Promise<boolean> {
      child.kill('SIGKILL');
      const [, signal] = await end;
      return signal === 'SIGKILL';
    },
    /** @returns its last message */
    async end(): Promise<unknown> {
      const [code] = await end;
      if (code !== 0) throw new Error(`the writing process has ended with ${code}`);
      return messages.at(-1);
    },
  };
}
