import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Session } from './session.ts';

/** Asks a person to type a word, and says what was typed; empty where the input ends. @throws AbortError by a signal */
export async function askWord({ signal, progress }: Session, question: string): Promise<string> {
  progress.stop();
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
  const ended = once(terminal, 'close').then(() => '\n');
  try {
    const answer = await Promise.race([terminal.question(question, { signal }), ended]);
    if (answer === '\n') process.stdout.write('\n');
    return answer.trim();
  } finally {
    terminal.close();
  }
}
