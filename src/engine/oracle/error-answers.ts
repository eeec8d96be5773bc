import { type ErrorCode } from '../../model/error-codes.ts';

export interface Answer {
  readonly code: ErrorCode;
  readonly hint?: string | undefined;
}

interface Meaning {
  readonly code: ErrorCode;
  readonly numbers: readonly number[];
  /** @param user who asked */
  readonly hint?: (user: string) => string;
}

export const recover = 'Check the server and the network; `faultline recover` settles what was open.';
export const narrow = 'Narrow the step with where or during, or raise limits.statement of the target.';
export const credentials = 'Check user and password of the target’s URL.';
export const listener = 'Check host, port and service of the target’s URL, and that the database is open.';

/** By number: https://docs.oracle.com/en/error-help/db/. The first that has it counts. */
const meanings: readonly Meaning[] = [
  { code: 'CONSTRAINT_VIOLATION', numbers: [1, 1400, 1407, 2290, 2291, 2292, 14400, 28115] },
  {
    code: 'CONSTRAINT_VIOLATION',
    numbers: [14402],
    hint: () => 'The table is partitioned by the column: choose another one, or let its owner enable row movement.',
  },
  { code: 'VALUE_OUT_OF_RANGE', numbers: [1401, 1426, 1438, 1455, 1476, 1489, 1722, 6502, 12899, 22835] },
  { code: 'VALUE_OUT_OF_RANGE', numbers: range(1830, 1899) },
  {
    code: 'LOCKED',
    numbers: [54, 4021, 4022, 30006],
    hint: () => 'Another session holds a lock on the table: wait for it, or raise --lock-timeout.',
  },
  {
    code: 'WRITE_CONFLICT',
    numbers: [60, 104, 2049, 8176, 8177],
    hint: () => 'Another transaction was in the way: try again.',
  },
  {
    code: 'WRITE_CONFLICT',
    numbers: [1555, 22924],
    hint: () =>
      'The database no longer has the rows as they were when the statement began: try again, or let a DBA raise undo_retention.',
  },
  {
    code: 'UNKNOWN_TABLE',
    numbers: [942, 4043],
    hint: (user) => `It is not there, or ${user} may not see it.`,
  },
  { code: 'UNKNOWN_COLUMN', numbers: [904] },
  { code: 'DUPLICATE_OBJECT', numbers: [955, 957, 1430] },
  {
    code: 'PERMISSION_DENIED',
    numbers: [1918],
    hint: (user) =>
      `A schema is a user: without ledger.schema the tables are those of ${user}, else let a DBA create that user, with a quota.`,
  },
  {
    code: 'PERMISSION_DENIED',
    numbers: [1031, 1720, 41900],
    hint: (user) => `Let a DBA, or the owner of the table, grant it to ${user}.`,
  },
  {
    code: 'PERMISSION_DENIED',
    numbers: [1536, 1950],
    hint: (user) => `Let a DBA give room for Faultline's own tables: alter user ${user} quota 1g on <tablespace>.`,
  },
  {
    code: 'PERMISSION_DENIED',
    numbers: [1045],
    hint: () => 'Let a DBA grant create session to the user of the target’s URL.',
  },
  {
    code: 'AUTHENTICATION_FAILED',
    numbers: [1004, 1005, 1017, 28000, 28001, 28009, 28030, 28040],
    hint: () => credentials,
  },
  {
    code: 'CONNECTION_FAILED',
    numbers: [18, 20, 1033, 1034, 1035, 1109, 1147, 2391, 12154, 12170, 12505, 12514, 12516, 12518, 12519, 12520],
    hint: () => listener,
  },
  { code: 'CONNECTION_FAILED', numbers: [12521, 12528, 12541, 12543, 12560, 12564], hint: () => listener },
  {
    code: 'CONNECTION_LOST',
    numbers: [22, 28, 31, 45, 378, 600, 602, 603, 609, 1012, 1041, 1043, 1089, 1092, 2396, 2399, 3113, 3114, 3122],
    hint: () => recover,
  },
  {
    code: 'CONNECTION_LOST',
    numbers: [3135, 7445, 12153, 12537, 12547, 12570, 12571, 12583],
    hint: () => recover,
  },
  { code: 'STATEMENT_TIMEOUT', numbers: [40, 2393, 2395, 56720], hint: () => narrow },
  {
    code: 'READ_ONLY_DATABASE',
    numbers: [372, 376, 1456, 12081, 16000, 28194],
    hint: () => 'Choose the primary database, a table that is not read only, and a user who may write.',
  },
  {
    code: 'DISK_FULL',
    numbers: [257, 1652, 1653, 1654, 1655, 1658, 1659, 1683, 1688, 1691, 1692, 1693, 30036, 65114],
    hint: () => 'Let a DBA give the tablespace more room; nothing was changed.',
  },
  { code: 'INTERRUPTED', numbers: [1013] },
  { code: 'UNSUITABLE_TABLE', numbers: [5715, 5723, 5724, 30657], hint: () => 'Choose an ordinary table.' },
  { code: 'INVALID_SQL', numbers: [...range(900, 941), 979, 1745, 1747, 1756, 1789, 1790, 6550, 22818, 43915] },
];

/** What an error of the database means; undefined where it has no code of its own. */
export function answerOf(number: number, user: string): Answer | undefined {
  const found = meanings.find(({ numbers }) => numbers.includes(number));
  return found && { code: found.code, hint: found.hint?.(user) };
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
