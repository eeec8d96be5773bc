import { DuckDBInstance } from '@duckdb/node-api';
import { translate } from './errors.ts';

/** Makes the file of an empty database, since connections open none that is not there. @param path of no file yet */
export async function createDatabase(path: string): Promise<void> {
  try {
    const instance = await DuckDBInstance.create(path);
    instance.closeSync();
  } catch (error) {
    throw translate(error);
  }
}
