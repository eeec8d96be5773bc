import type { ErrorCode, ExitCode } from './error-codes.ts';
import { errorCodes, exitCodes } from './error-codes.ts';
import { FaultlineError, ProblemsError } from './errors.ts';
import type { Place } from './place.ts';

/** One thing that went wrong, as data. */
interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly place?: Place | undefined;
  readonly hint?: string | undefined;
}

/** What went wrong in one of several targets, while the others went on. */
export interface TargetFailure {
  readonly target: string;
  readonly problems: readonly [Problem, ...Problem[]];
  /** Names of the scenarios that are for it; absent where it failed at something else than planning. */
  readonly scenarios?: readonly string[] | undefined;
}

/** The failure of a target as data. */
export function toFailure(target: string, error: FaultlineError): TargetFailure {
  const problems = error instanceof ProblemsError ? error.problems : [error];
  const [first, ...others] = problems.map(({ code, message, place, hint }) => ({
    code,
    message,
    ...(place !== undefined && { place }),
    ...(hint !== undefined && { hint }),
  }));
  return { target, problems: [first!, ...others] };
}

/** Failures, at least one, as one error. What went wrong alike in several targets is told once, else the target is named. */
export function fromFailures(failures: readonly TargetFailure[]): FaultlineError {
  const told = new Map<string, { readonly problem: Problem; readonly targets: string[] }>();
  for (const { target, problems } of failures) {
    for (const each of problems) {
      const problem = { ...each, message: withoutTarget(each.message, target) };
      const key = JSON.stringify([problem.code, problem.message, problem.place]);
      const same = told.get(key) ?? { problem, targets: [] };
      same.targets.push(target);
      told.set(key, same);
    }
  }
  const [first, ...others] = [...told.values()].map(({ problem, targets }) => toError(problem, targets));
  return others.length === 0 ? first! : new ProblemsError([first!, ...others]);
}

/** The exit code that failures lead to: their own where they agree, else that of an error; `done` where there are none. */
export function exitCodeOf(failures: readonly TargetFailure[]): ExitCode {
  const codes = new Set(failures.flatMap(({ problems }) => problems.map(({ code }) => errorCodes[code].exitCode)));
  if (codes.size === 0) return exitCodes.done;
  return codes.size === 1 ? [...codes][0]! : exitCodes.error;
}

/** What went wrong, without the name of the target before it, so that the same in several targets reads the same. */
function withoutTarget(message: string, target: string): string {
  const prefix = `target "${target}": `;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

function toError({ code, message, place, hint }: Problem, targets: readonly string[]): FaultlineError {
  const isNamed = targets.length === 1 && message.includes(`"${targets[0]}"`);
  const where = targets.length === 1 ? `target "${targets[0]}"` : `targets ${targets.join(', ')}`;
  return new FaultlineError(code, isNamed ? message : `${where}: ${message}`, { place, hint });
}
