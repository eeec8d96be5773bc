import { FaultlineError } from '../../model/errors.ts';

/**
 * The failure with the place at which a COPY came upon it: `(line 5, column "amount")`. Lines are those of the CSV.
 * The server tells of it in the error's context, together with the value, which is left out.
 */
export function withCopyPlace(failure: FaultlineError, error: unknown, columns: readonly string[]): FaultlineError {
  const context = error instanceof Error && 'where' in error ? String(error.where) : '';
  const [, line, rest = ''] = /^COPY [^\n]*?, line (\d+)([\s\S]*)/.exec(context) ?? [];
  if (line === undefined) return failure;
  const column = columns.find((each) => rest.startsWith(`, column ${each}:`));
  const place = column === undefined ? `line ${line}` : `line ${line}, column "${column}"`;
  return new FaultlineError(failure.code, `${failure.message} (${place})`, {
    hint: failure.hint,
    cause: failure.cause,
  });
}
