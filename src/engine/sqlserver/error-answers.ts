import type { ErrorCode } from '../../model/error-codes.ts';

export interface Answer {
  readonly code: ErrorCode;
  readonly hint?: string;
}

export const recover = 'Check the server and the network; `faultline recover` settles what was open.';

const again = 'Another transaction was in the way: try again.';
const credentials = 'Check user and password of the target’s URL, and which logins the server takes.';
const narrower = 'Narrow the step with where or during, or raise limits.statement of the target.';

/** Errors of the server by number: https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/database-engine-events-and-errors */
const groups: readonly (readonly [numbers: readonly number[], answer: Answer])[] = [
  [[18450, 18452, 18456, 18470, 18486, 18487, 18488, 33134], { code: 'AUTHENTICATION_FAILED', hint: credentials }],
  [[4060, 4063, 911], { code: 'CONNECTION_FAILED', hint: 'Check the name of the database in the target’s URL.' }],
  [[916], { code: 'PERMISSION_DENIED', hint: 'Ask the owner of the database to make a user for this login.' }],
  [[40615, 40914], { code: 'CONNECTION_FAILED', hint: 'Let this machine through the firewall of the server.' }],
  [
    [10928, 10929, 17809, 40197, 40501, 40613, 49918, 49919, 49920],
    { code: 'CONNECTION_FAILED', hint: 'The server takes no more work for now: try again in a moment.' },
  ],
  [[233, 596, 6001, 6002, 6005, 10053, 10054, 10060], { code: 'CONNECTION_LOST', hint: recover }],
  [[1205, 3960, 3961, 3966, 41301, 41302, 41305, 41325, 41839], { code: 'WRITE_CONFLICT', hint: again }],
  [
    [1222],
    { code: 'LOCKED', hint: 'Another session holds a lock on the table: wait for it, or raise --lock-timeout.' },
  ],
  [[515, 547, 548, 550, 2601, 2627], { code: 'CONSTRAINT_VIOLATION' }],
  [
    [
      220, 232, 237, 241, 242, 244, 245, 248, 295, 296, 517, 535, 537, 1007, 2628, 8114, 8115, 8134, 8152, 8169, 9420,
      9436, 9455, 13609,
    ],
    { code: 'VALUE_OUT_OF_RANGE' },
  ],
  [[208, 2760, 3701, 4902, 15151], { code: 'UNKNOWN_TABLE' }],
  [[207, 4104, 15248], { code: 'UNKNOWN_COLUMN' }],
  [[229, 230, 262, 297, 300, 1088, 2557, 3704, 15247], { code: 'PERMISSION_DENIED' }],
  [[1913, 2705, 2714, 15335], { code: 'DUPLICATE_OBJECT' }],
  [
    [15336],
    {
      code: 'UNSUPPORTED',
      hint: 'A check constraint, a computed column or a view with schemabinding names the column: choose another one.',
    },
  ],
  [
    [
      130, 155, 156, 164, 174, 189, 195, 206, 209, 213, 214, 257, 259, 306, 402, 403, 421, 446, 447, 448, 451, 457, 468,
      529, 2715, 2812, 4101, 4121, 8116, 8117, 8120, 8144, 8145, 8155, 8156, 8158, 8159, 8631, 8632,
    ],
    { code: 'INVALID_SQL' },
  ],
  [
    [978, 979, 3906, 3908],
    { code: 'READ_ONLY_DATABASE', hint: 'The database is a replica or read-only: choose the primary server.' },
  ],
  [
    [1101, 1105, 1827, 3958, 3959, 3967, 9002, 40544, 40545],
    { code: 'DISK_FULL', hint: 'Free space on the server and try again; nothing was changed.' },
  ],
];

/** The number under which Babelfish, which speaks T-SQL, passes on what PostgreSQL says without a counterpart in SQL Server. */
export const passedOn = 33_557_097;

const words: readonly (readonly [text: RegExp, code: ErrorCode])[] = [
  [/lock timeout/, 'LOCKED'],
  [/deadlock|could not serialize/, 'WRITE_CONFLICT'],
  [/permission denied|must be owner/, 'PERMISSION_DENIED'],
  [/(?:relation|schema) .* does not exist/, 'UNKNOWN_TABLE'],
  [/column .* does not exist/, 'UNKNOWN_COLUMN'],
  [/already exists/, 'DUPLICATE_OBJECT'],
  [/invalid input|out of range/, 'VALUE_OUT_OF_RANGE'],
  [/syntax error|does not exist/, 'INVALID_SQL'],
];

/** Errors of the driver by code: https://github.com/tediousjs/node-mssql#errors */
const driverAnswers: Readonly<Record<string, Answer>> = {
  ETIMEOUT: { code: 'STATEMENT_TIMEOUT', hint: narrower },
  ECANCEL: { code: 'INTERRUPTED' },
  EABORT: { code: 'INTERRUPTED' },
  ELOGIN: { code: 'AUTHENTICATION_FAILED', hint: credentials },
  EFEDAUTH: { code: 'AUTHENTICATION_FAILED', hint: 'Check what `authentication` of the target’s URL needs.' },
  EENCRYPT: { code: 'CONNECTION_FAILED', hint: 'Leave out `encrypt=false` in the target’s URL.' },
  EINSTLOOKUP: { code: 'CONNECTION_FAILED' },
  ENOTOPEN: { code: 'CONNECTION_LOST', hint: recover },
  ECONNCLOSED: { code: 'CONNECTION_LOST', hint: recover },
  ECLOSE: { code: 'CONNECTION_LOST', hint: recover },
  EINVALIDSTATE: { code: 'CONNECTION_LOST', hint: recover },
  ESOCKET: { code: 'CONNECTION_LOST', hint: recover },
  // Of the system, which the driver passes on.
  ECONNRESET: { code: 'CONNECTION_LOST', hint: recover },
  ECONNABORTED: { code: 'CONNECTION_LOST', hint: recover },
  EPIPE: { code: 'CONNECTION_LOST', hint: recover },
  ETIMEDOUT: { code: 'CONNECTION_LOST', hint: recover },
  EHOSTUNREACH: { code: 'CONNECTION_LOST', hint: recover },
  ENETUNREACH: { code: 'CONNECTION_LOST', hint: recover },
};

/** What a number of the server means. */
export function answerTo(number: number, message: string): Answer | undefined {
  if (number !== passedOn) return groups.find(([numbers]) => numbers.includes(number))?.[1];
  const code = words.find(([text]) => text.test(message))?.[1];
  return code && { code };
}

/** What a code of the driver means. */
export function driverAnswerTo(code: string | undefined): Answer | undefined {
  return code === undefined ? undefined : driverAnswers[code];
}
