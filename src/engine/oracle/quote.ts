import { FaultlineError } from '../../model/errors.ts';

/**
 * A name in quotes. Oracle has no way to write a quote inside of one, so that none of its objects is called so:
 * https://docs.oracle.com/database/122/SQLRF/Database-Object-Names-and-Qualifiers.htm
 * @throws UNSUPPORTED for a name that holds one
 */
export function quote(identifier: string): string {
  if (!/["\0]/.test(identifier)) return `"${identifier}"`;
  throw new FaultlineError(
    'UNSUPPORTED',
    `Oracle has no names with quotation marks in them: ${JSON.stringify(identifier)}`,
  );
}
