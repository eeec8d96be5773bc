import { exitCodes } from '../../model/error-codes.ts';
import type { Log } from '../../model/log.ts';
import { declareProgram } from '../program.ts';
import type { Session } from '../session.ts';

/** What came of a command. */
export interface Typed {
  /** As a person types it: `faultline plan --out plan.json`. */
  readonly command: string;
  readonly code: number;
  /** Its document; undefined unless the session's format is JSON. */
  readonly result: object | undefined;
}

/** Runs `faultline …` within a session, in the folder in which the process is, and closes its connections. @throws whatever the command throws */
export async function typeCommand(session: Session, words: readonly string[]): Promise<Typed> {
  let code: number = exitCodes.done;
  let document: string | undefined;
  const { options, log } = session;
  const isJson = options.format === 'json';
  const inner: Session = {
    ...session,
    options: { ...options, project: '.' },
    // A log beside each result is for those who ask for it.
    log: options.logLevel === 'info' ? warningsOf(log) : log,
    write(text) {
      if (isJson) document = text;
      else session.write(text);
    },
  };
  session.signal.throwIfAborted();
  const program = declareProgram((work) => async (...given) => {
    code = await work(inner, ...(given as never[]));
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
  } finally {
    await session.close();
  }
  return {
    command: `faultline ${words.join(' ')}`,
    code,
    result: document === undefined ? undefined : (JSON.parse(document) as object),
  };
}

function warningsOf({ warn, error }: Log): Log {
  return { debug() {}, info() {}, warn, error };
}
