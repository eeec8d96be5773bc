import type { Step } from '../../model/scenario.ts';
import { parseTableName } from '../../plan/parse-table-name.ts';

/** Schema in which the tables of a data set are kept while they are broken. */
export const tableSchema = 'main';

/** The table of a data set that a step names, by its name; undefined where it names none that a data set could have. */
export function tableOf({ table }: Pick<Step, 'table'>): string | undefined {
  const found = parseTableName(table, tableSchema);
  return found?.schema === tableSchema ? found.name : undefined;
}
