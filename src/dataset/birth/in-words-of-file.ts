import type { Dataset } from '../../model/dataset.ts';
import { FaultlineError, ProblemsError } from '../../model/errors.ts';
import { tableSchema } from './table-of.ts';

/** What planning and applying say, without words for what a data set does not have: schemas, and databases to inspect. */
export function inWordsOfFile(error: unknown, { tables }: Dataset): unknown {
  if (!(error instanceof FaultlineError)) return error;
  const reworded = (problem: FaultlineError): FaultlineError => {
    const { code, message, hint, place, cause } = problem;
    const isOfDatabases = hint !== undefined && /faultline inspect|in the scenario and in faultline/.test(hint);
    return new FaultlineError(code, words(message), {
      place,
      cause,
      ...(hint !== undefined && !isOfDatabases && { hint: words(hint) }),
    });
  };
  const words = (text: string) =>
    tables.reduce((said, { name }) => said.replaceAll(`${tableSchema}.${name}`, name), text);
  if (!(error instanceof ProblemsError)) return reworded(error);
  const [first, ...rest] = error.problems.map(reworded);
  return new ProblemsError([first!, ...rest]);
}
