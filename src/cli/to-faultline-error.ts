import { FaultlineError, hasCode } from '../model/errors.ts';
import type { Session } from './session.ts';

const fileProblems: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write it',
  EPERM: 'this user may not write it',
  EROFS: 'the file system is read-only',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
};

/** Whatever a command failed with, as an error that a person can read. What an interruption broke is told as an interruption. */
export function toFaultlineError(
  error: unknown,
  { signal, changed }: Pick<Session, 'signal' | 'changed'>,
): FaultlineError {
  // Who left something to go on with has said so.
  if (hasCode(error, 'INTERRUPTED') && error.hint !== undefined) return error;
  if (signal.aborted && !hasCode(error, 'RECOVERY_NEEDED')) return interruption(String(signal.reason), changed, error);
  if (hasCode(error, 'INTERRUPTED')) return interruption('the database', changed, error);
  if (error instanceof FaultlineError) return error;
  return fileError(error) ?? unexpected(error);
}

function interruption(by: string, changed: ReadonlySet<string>, cause: unknown): FaultlineError {
  if (changed.size === 0)
    return new FaultlineError('INTERRUPTED', `interrupted by ${by}; nothing was changed`, { cause });
  const done = `what was done in ${[...changed].join(', ')} before stays done, the rest was not begun or is undone`;
  return new FaultlineError('INTERRUPTED', `interrupted by ${by}; ${done}`, {
    hint: 'See what is active with: faultline status',
    cause,
  });
}

function fileError(error: unknown): FaultlineError | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined;
  const problem = fileProblems[String(error.code)];
  return problem === undefined
    ? undefined
    : new FaultlineError('FILE_NOT_WRITTEN', `cannot write ${String(error.path)}: ${problem}`, { cause: error });
}

function unexpected(error: unknown): FaultlineError {
  const message = error instanceof Error ? error.message : String(error);
  return new FaultlineError('INTERNAL', `unexpected: ${message}`, {
    hint: 'Please report it, with the output of --log-level debug.',
    cause: error,
  });
}
