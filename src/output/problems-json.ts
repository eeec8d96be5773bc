import { type FaultlineError, ProblemsError } from '../model/errors.ts';

/** Problems as a document; an empty list where there is none. */
export function problemsJson(error: FaultlineError | undefined): object {
  const problems = error instanceof ProblemsError ? error.problems : error === undefined ? [] : [error];
  return {
    formatVersion: 1,
    problems: problems.map(({ code, message, place, line, hint }) => ({
      code,
      message,
      file: place?.file ?? null,
      line: place?.line ?? null,
      column: place?.column ?? null,
      text: line ?? null,
      hint: hint ?? null,
    })),
  };
}
