import { type ErrorCode } from '../model/error-codes.ts';
import { FaultlineError, ProblemsError } from '../model/errors.ts';
import { maskLiteralSecrets } from './literal-secret.ts';
import type { YamlFile } from './yaml-file.ts';

/** Keys and positions from the top of a file to a value. */
export type Path = readonly (string | number)[];

/** One thing wrong in a file, before it has a place. */
export interface Problem {
  readonly code: ErrorCode;
  readonly path: Path;
  /** What is wrong: the key itself, or its value. */
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly hint?: string | undefined;
}

/** The problem as an error with its place and line. */
export function toError(problem: Problem, file: YamlFile): FaultlineError {
  const place = file.placeOf(problem.path, problem.at);
  return new FaultlineError(problem.code, maskLiteralSecrets(problem.message), {
    place,
    // A secret that is no part of a URL is not recognised in its line, and thus not masked.
    line: problem.code === 'LITERAL_SECRET' ? maskedLine(file, place.line) : file.line(place.line),
    hint: problem.hint,
  });
}

/** The line with its secret masked; undefined where none is recognised in it. */
function maskedLine(file: YamlFile, number: number): string | undefined {
  const line = file.line(number);
  return line.includes('***') ? line : undefined;
}

/**
 * Problems of structure and of meaning, one for each cause: where the meaning of a value is refused, what the
 * schema says about the same value (or about the choice around it) is the same thing in poorer words.
 */
export function mergeProblems(structure: readonly Problem[], meaning: readonly Problem[]): readonly Problem[] {
  const told = structure.filter(
    (problem) =>
      !meaning.some(
        ({ path }) =>
          startsWith(problem.path, path) ||
          (problem.code === 'INVALID_VALUE' && problem.at === 'value' && startsWith(path, problem.path)),
      ),
  );
  return [...told, ...meaning];
}

/** All errors as one, sorted by file and line; those of a ProblemsError are taken out of it. @throws ProblemsError unless there are none */
export function throwProblems(errors: readonly FaultlineError[]): void {
  const [first, ...rest] = errors
    .flatMap((error) => (error instanceof ProblemsError ? error.problems : [error]))
    .toSorted(byPlace);
  if (first !== undefined) throw new ProblemsError([first, ...rest]);
}

function byPlace(left: FaultlineError, right: FaultlineError): number {
  if (left.place === undefined || right.place === undefined)
    return Number(right.place === undefined) - Number(left.place === undefined);
  if (left.place.file !== right.place.file) return left.place.file < right.place.file ? -1 : 1;
  return left.place.line - right.place.line || left.place.column - right.place.column;
}

/** `during.from`: the path as people name it, without the position of a step in its list. */
export function formatPath(path: Path): string {
  const own = path[0] === 'steps' && path.length > 2 ? path.slice(2) : path;
  return own
    .map((part, index) => (typeof part === 'number' ? `[${part + 1}]` : index === 0 ? part : `.${part}`))
    .join('');
}

/** The file as a whole is the start of every path, and says nothing about any. */
function startsWith(path: Path, start: Path): boolean {
  return start.length > 0 && start.length <= path.length && start.every((part, index) => part === path[index]);
}
