import type { ErrorCode } from '../../model/error-codes.ts';

export interface Answer {
  readonly code: ErrorCode;
  readonly hint?: string;
}

/** How to go on where the connection broke. */
export const recover = 'Check the server and the network; `faultline recover` settles what was open.';

const sorted: readonly (readonly [ErrorCode, readonly number[], string?])[] = [
  ['AUTHENTICATION_FAILED', [1045, 1698, 1820, 1862, 3118, 4151], 'Check user and password of the target’s URL.'],
  [
    'CONNECTION_FAILED',
    [1040, 1203, 1226],
    'The server takes no more connections: close some, or raise max_connections.',
  ],
  ['CONNECTION_FAILED', [1129, 1130], 'The server refuses this machine: see its accounts and its error log.'],
  ['CONNECTION_LOST', [1053, 1077, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 3032, 3169, 4031], recover],
  ['LOCKED', [1205, 3572], 'Another session holds a lock on the table: wait for it, or raise --lock-timeout.'],
  ['WRITE_CONFLICT', [1020, 1213, 1412, 3101], 'Another transaction was in the way: try again.'],
  ['INTERRUPTED', [1317]],
  [
    'STATEMENT_TIMEOUT',
    [1028, 1969, 3024],
    'Narrow the step with where or during, or raise limits.statement of the target.',
  ],
  ['PERMISSION_DENIED', [1044, 1142, 1143, 1227, 1370, 1873, 3530]],
  // A missing database, too: who connects learns of that one as a failure to connect.
  ['UNKNOWN_TABLE', [1049, 1051, 1109, 1146]],
  ['UNKNOWN_COLUMN', [1054, 1091]],
  ['DUPLICATE_OBJECT', [1007, 1050, 1060, 1061, 1826]],
  [
    'CONSTRAINT_VIOLATION',
    [1022, 1048, 1062, 1169, 1216, 1217, 1263, 1364, 1451, 1452, 1526, 1557, 1586, 1748, 1761, 1762, 1859, 3819, 4025],
  ],
  [
    'VALUE_OUT_OF_RANGE',
    [1264, 1265, 1292, 1300, 1365, 1366, 1367, 1406, 1411, 1416, 1425, 1426, 1441, 1690, 1918, 3140, 3141, 3156],
  ],
  [
    'READ_ONLY_DATABASE',
    [1036, 1290, 1792, 1836, 3100],
    'The server is a replica or the session is read-only: choose the primary server.',
  ],
  ['DISK_FULL', [1021, 1026, 1114, 3675], 'Free space on the server and try again; nothing was changed.'],
  // https://dev.mysql.com/doc/refman/8.0/en/innodb-transaction-isolation-levels.html#isolevel_read-committed
  [
    'UNSUPPORTED',
    [1665],
    'Set binlog_format of the server to ROW or MIXED: its log of statements takes no READ COMMITTED.',
  ],
  [
    'INVALID_SQL',
    [
      1052, 1055, 1056, 1063, 1064, 1065, 1066, 1093, 1111, 1128, 1140, 1149, 1210, 1222, 1235, 1241, 1242, 1267, 1270,
      1271, 1305, 1318, 1327, 1582, 1583, 1630, 3065, 3593, 3685, 3692, 3954, 4074, 4078, 4079,
    ],
  ],
];

/**
 * What an error of the server means, by its number:
 * https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html,
 * https://mariadb.com/docs/server/reference/error-codes
 */
export const answers: ReadonlyMap<number, Answer> = new Map(
  sorted.flatMap(([code, numbers, hint]) =>
    numbers.map((number) => [number, { code, ...(hint !== undefined && { hint }) }] as const),
  ),
);

/** Numbers of errors that tell of a value but quote names only, such as "Column 'email' cannot be null". */
export const namingErrors: readonly number[] = [
  1022, 1048, 1216, 1217, 1263, 1264, 1265, 1364, 1406, 1451, 1452, 1748, 3819, 4025,
];
