import type { DemoFolder } from './make-folder.ts';
import type { ProvedTable } from './proof.ts';
import { next } from './tour.ts';
import type { Typed } from './type-command.ts';

/** What the demo has done, as a document. */
export function demoJson({
  path,
  files,
  typed,
  tables,
  seconds,
}: DemoFolder & {
  readonly typed: readonly Typed[];
  readonly tables: readonly ProvedTable[];
  readonly seconds: number;
}): object {
  return {
    formatVersion: 1,
    folder: path,
    files,
    seconds,
    commands: typed.map(({ command, result }) => ({ command, result })),
    tables,
    next: next.map(({ words, does }) => ({ command: `faultline ${words.join(' ')}`, does })),
  };
}
