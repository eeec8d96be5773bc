import { FaultlineError } from '../../model/errors.ts';

/** @throws INVALID_ARGUMENT */
export function refuseFormat(path: string): never {
  throw new FaultlineError(
    'INVALID_ARGUMENT',
    `the ending of ${path} is of no format that Faultline reads and writes`,
    {
      hint: 'Known are .csv, .tsv, .jsonl, .ndjson, each also with .gz, and .parquet.',
    },
  );
}
