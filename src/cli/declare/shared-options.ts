import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultConcurrency } from '../../model/project.ts';
import type { Session } from '../session.ts';

/** Seconds that commands wait for another Faultline by default. */
const lockTimeout = 30;

/** Wraps what a command does, so that it runs in a session of its own. */
export type Run = (
  work: (session: Session, ...words: never[]) => Promise<number>,
) => (...words: unknown[]) => Promise<void>;

/** Which targets a command is for; none = all. */
export interface Targets {
  readonly target: readonly string[];
  /** Targets at once. */
  readonly concurrency: number;
}

export function withTargets(command: Command): Command {
  return command
    .option('--target <name>', 'only this target; a glob, and more than once', collect, [])
    .option(
      '--concurrency <n>',
      'targets at once; of one server never more than four',
      wholeNumber,
      defaultConcurrency,
    );
}

export function withUrl(command: Command): Command {
  return command
    .option('--url <url>', 'a database, without any project: ${env:X} and ${file:…} work')
    .option('--ledger-schema <schema>', 'where the ledger is, with --url (default: as without a project)');
}

export function withLock(command: Command): Command {
  return command.option(
    '--lock-timeout <seconds>',
    'how long to wait for another Faultline, or for rows that others hold',
    seconds,
    lockTimeout,
  );
}

export function withConflicts(command: Command): Command {
  const choices = ['abort', 'skip', 'merge', 'force'];
  return command.addOption(
    new Option('--on-conflict <what>', 'when others changed rows that are to be taken back')
      .choices(choices)
      .default('abort'),
  );
}

export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

export function port(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
    throw new InvalidArgumentError('a port is wanted, 1 to 65535.');
  return Number(value);
}

export function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError('a whole number from 1 is wanted.');
  return Number(value);
}

function seconds(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number < 0) throw new InvalidArgumentError('a number of seconds is wanted.');
  return number;
}
