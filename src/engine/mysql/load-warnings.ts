import type { ResultSetHeader } from 'mysql2';
import type { Row } from '../../model/engine.ts';
import { textOf } from '../read-row.ts';

/**
 * What was wrong with rows that `load data local` took or left out all the same, as the error that it would have been: the
 * server turns errors into warnings there, whatever its mode, since it cannot stop a client that sends.
 * https://dev.mysql.com/doc/refman/8.0/en/load-data.html (duplicate-key and error handling)
 * @param ask one statement, right behind the load
 */
export async function warningOf(
  { warningStatus, info }: Pick<ResultSetHeader, 'warningStatus' | 'info'>,
  ask: (text: string) => Promise<readonly Row[]>,
): Promise<Error | undefined> {
  const skipped = Number(/Skipped: (\d+)/.exec(info)?.[1] ?? 0);
  if (warningStatus === 0 && skipped === 0) return undefined;
  const [warning] = await ask('show warnings limit 1');
  if (warning === undefined)
    return asServerError(0, `${skipped} rows were left out, and ${warningStatus} were changed`);
  return asServerError(Number(warning['Code']), textOf(warning, 'Message'));
}

function asServerError(errno: number, sqlMessage: string): Error {
  return Object.assign(new Error(sqlMessage), { errno, sqlMessage });
}
