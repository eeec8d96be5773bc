import { FaultlineError, ProblemsError } from '../model/errors.ts';
import type { Scenario } from '../model/scenario.ts';

/** What a database finds wrong with scenarios, with the offending line of the file where the problem has a place. */
export function withLines(error: unknown, scenarios: readonly Scenario[]): unknown {
  if (error instanceof ProblemsError) {
    const [first, ...others] = error.problems.map((problem) => withLine(problem, scenarios));
    return new ProblemsError([first!, ...others]);
  }
  return error instanceof FaultlineError ? withLine(error, scenarios) : error;
}

function withLine(error: FaultlineError, scenarios: readonly Scenario[]): FaultlineError {
  const { code, message, place, hint, cause } = error;
  const scenario = scenarios.find(({ path }) => path === place?.file);
  if (place === undefined || scenario === undefined || error.line !== undefined) return error;
  const line = scenario.source.split(/\r?\n/u)[place.line - 1];
  return new FaultlineError(code, message, { place, line, hint, cause });
}
