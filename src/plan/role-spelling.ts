import type { Dialect } from '../model/dialect.ts';
import type { Spelling } from '../scenario/bind-roles.ts';
import { name } from '../sql/sql.ts';
import { parseTableName } from './parse-table-name.ts';

/** How names of bindings are written in a `where`: quoted, so that the database reads them as they are spelled. */
export function roleSpelling(dialect: Dialect, defaultSchema: string): Spelling {
  return {
    table: (written) => {
      const table = parseTableName(written, defaultSchema);
      return table === undefined ? written : dialect.render(dialect.table(table)).text;
    },
    column: (written) => dialect.render(name(written)).text,
  };
}
