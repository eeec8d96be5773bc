import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Query, Sql } from '../../model/sql.ts';
import { render } from '../../sql/render.ts';
import { raw } from '../../sql/sql.ts';
import { assertSafeWhere } from '../where-lexer.ts';
import { castTo } from './casts.ts';
import { binary } from './collations.ts';
import { digest } from './digest.ts';
import { quote } from './names.ts';
import { numbers } from './numbers.ts';
import { same } from './same.ts';
import { reshaping } from './reshaping.ts';
import { script } from './script.ts';
import { latest, type ServerFacts } from './server-facts.ts';
import { statements } from './statements.ts';
import { textsOf } from './texts.ts';
import { times } from './times.ts';
import { bytewise, values } from './values.ts';

const lexicon = {
  hasDollarQuotes: false,
  escapePrefixes: [],
  // Variables and parameters, @@spid and its like.
  placeholders: ['@'],
  quotes: [['[', ']']] as const,
};

/**
 * A procedure takes 2,100 parameters, and the one that runs statements needs two of them itself:
 * https://learn.microsoft.com/en-us/sql/sql-server/maximum-capacity-specifications-for-sql-server
 */
const mostParameters = 2098;

/** SQL Server 2019 and later, Azure SQL. */
export const dialect: Dialect = dialectOf(latest);

/** The dialect of one server. */
export function dialectOf(facts: ServerFacts): Dialect {
  return {
    product: 'SQL Server',
    deletesParentsWithChildren: true,
    schemasAreDatabases: false,
    joinsNeedKey: true,
    // https://learn.microsoft.com/en-us/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#transactions
    hasTransactionalDdl: true,
    // Rows are read with update locks, under row versioning too, and their conditions hold until they are changed:
    // https://learn.microsoft.com/en-us/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#modify-data-in-row-versioning-based-isolation-levels
    rechecksRows: true,
    hasLockTimeout: true,
    maxIdentifierLength: 128,

    render: renderQuery,
    where(expression) {
      assertSafeWhere(expression, lexicon);
      // The lexer has seen that it is one expression; the lines keep whatever follows out of its reach.
      return raw(`(\n${expression}\n)`);
    },
    cast: castTo,
    ...textsOf(facts),
    ...values,
    bytewise: (value, column) => bytewise(value, column, facts),
    same,
    ...numbers,
    ...times,
    digest: (parts) => digest(parts, facts),
    ...statements,
    reshaping,
    script,
    // 400 characters fit into the key of an index, with a number behind them.
    ledgerTypes: {
      text: `nvarchar(400) collate ${binary}`,
      longText: `nvarchar(max) collate ${binary}`,
      integer: 'bigint',
    },
  };
}

/** @throws UNSUPPORTED for more values than a statement takes */
function renderQuery(statement: Sql): Query {
  const query = render(statement, { quote, placeholder: (position) => `@p${position}` });
  if (query.values.length <= mostParameters) return query;
  throw new FaultlineError(
    'UNSUPPORTED',
    `SQL Server takes ${mostParameters} values in one statement, and this step needs ${query.values.length}`,
    { hint: 'Swap fewer categories at a time: narrow the step with where, or apply its scenario by itself.' },
  );
}
