import type { Command } from 'commander';
import { catalog } from '../../anomaly/registry.ts';
import { FaultlineError } from '../../model/errors.ts';
import { inFormat } from '../choose-format.ts';
import { bashCompletion } from '../completion/bash.ts';
import { commandLineOf } from '../completion/command-line.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import type { Session } from '../session.ts';

const shells = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);

/** Prints the completion script of a shell, made from the commands as they are declared. */
export async function completion(session: Session, shell: string, program: Command): Promise<number> {
  const script = shells.get(shell);
  if (script === undefined) {
    throw new FaultlineError('INVALID_ARGUMENT', `no completion for "${shell}"`, {
      hint: `Known: ${[...shells.keys()].join(', ')}.`,
    });
  }
  session.write(inFormat(session.options.format, { text: () => script(commandLineOf(program, [...catalog.keys()])) }));
  return 0;
}
