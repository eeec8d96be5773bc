import { describe, expect, it } from 'vitest';
import { translate } from '../../../src/engine/oracle/errors.ts';

/** What the database says, as the driver tells it: with a link to the manual. */
function said(message: string): Error {
  const number = /^ORA-(\d+)/.exec(message)?.[1] ?? '';
  return Object.assign(new Error(`${message}\nHelp: https://docs.oracle.com/error-help/db/ora-${number}/`), {
    code: `ORA-${number}`,
    errorNum: Number(number),
  });
}

describe('what Oracle answers', () => {
  it.each([
    ['ORA-00001: unique constraint (SHOP.ORDERS_PK) violated', 'CONSTRAINT_VIOLATION'],
    ['ORA-01400: cannot insert NULL into ("SHOP"."ORDERS"."TOTAL")', 'CONSTRAINT_VIOLATION'],
    ['ORA-02291: integrity constraint (SHOP.ORDERS_FK) violated - parent key not found', 'CONSTRAINT_VIOLATION'],
    ['ORA-02292: integrity constraint (SHOP.LINES_FK) violated - child record found', 'CONSTRAINT_VIOLATION'],
    ['ORA-14402: updating partition key column would cause a partition change', 'CONSTRAINT_VIOLATION'],
    ['ORA-12899: value too large for column "SHOP"."ORDERS"."STATUS" (actual: 12, maximum: 10)', 'VALUE_OUT_OF_RANGE'],
    ['ORA-01438: value larger than specified precision allowed for this column', 'VALUE_OUT_OF_RANGE'],
    ['ORA-00054: resource busy and acquire with NOWAIT specified or timeout expired', 'LOCKED'],
    ['ORA-30006: resource busy; acquire with WAIT timeout expired', 'LOCKED'],
    ['ORA-00060: deadlock detected while waiting for resource', 'WRITE_CONFLICT'],
    ["ORA-08177: can't serialize access for this transaction", 'WRITE_CONFLICT'],
    ['ORA-01555: snapshot too old: rollback segment number 7 with name "_SYSSMU7$" too small', 'WRITE_CONFLICT'],
    ['ORA-00942: table or view does not exist', 'UNKNOWN_TABLE'],
    ['ORA-00904: "TOTL": invalid identifier', 'UNKNOWN_COLUMN'],
    ['ORA-00955: name is already used by an existing object', 'DUPLICATE_OBJECT'],
    ['ORA-01031: insufficient privileges', 'PERMISSION_DENIED'],
    ["ORA-01950: no privileges on tablespace 'USERS'", 'PERMISSION_DENIED'],
    ["ORA-01918: user 'FAULTLINE' does not exist", 'PERMISSION_DENIED'],
    ['ORA-01017: invalid username/password; logon denied', 'AUTHENTICATION_FAILED'],
    ['ORA-28000: The account is locked.', 'AUTHENTICATION_FAILED'],
    ['ORA-01033: ORACLE initialization or shutdown in progress', 'CONNECTION_FAILED'],
    ['ORA-16000: database or pluggable database open for read-only access', 'READ_ONLY_DATABASE'],
    ['ORA-01456: may not perform insert/delete/update operation inside a READ ONLY transaction', 'READ_ONLY_DATABASE'],
    ['ORA-01653: unable to extend table SHOP.ORDERS by 128 in tablespace USERS', 'DISK_FULL'],
    ["ORA-30036: unable to extend segment by 8 in undo tablespace 'UNDOTBS1'", 'DISK_FULL'],
    ['ORA-01013: user requested cancel of current operation', 'INTERRUPTED'],
    ['ORA-00933: SQL command not properly ended', 'INVALID_SQL'],
    ['ORA-05715: operation not allowed on the blockchain or immutable table', 'UNSUITABLE_TABLE'],
    ['ORA-00700: soft internal error', 'DATABASE_ERROR'],
  ])('with %s is %s', (message, code) => {
    const [, number, text] = /^(ORA-\d+): (.*)$/.exec(message) ?? [];
    const error = translate(said(message), 'SHOP');
    expect(error).toMatchObject({ code, message: `Oracle: ${text} (${number})` });
    expect(error.hint ?? '.').toMatch(/[.>]$/);
  });

  it.each([
    [
      'ORA-02091: transaction rolled back\nORA-02291: integrity constraint (SHOP.ORDERS_FK) violated',
      'CONSTRAINT_VIOLATION',
    ],
    [
      'ORA-06550: line 3, column 26:\nPL/SQL: ORA-00942: table or view does not exist\nORA-06550: line 3, column 5',
      'UNKNOWN_TABLE',
    ],
    [
      'ORA-00604: error occurred at recursive SQL level 1\nORA-01536: space quota exceeded for tablespace',
      'PERMISSION_DENIED',
    ],
    ['ORA-30006: resource busy; acquire with WAIT timeout expired\nORA-06512: at line 3', 'LOCKED'],
    ['ORA-06550: line 1, column 7:\nPLS-00103: Encountered the symbol "end-of-file"', 'INVALID_SQL'],
  ])('inside of another error counts for what it is: %j', (message, code) => {
    expect(translate(said(message))).toMatchObject({ code });
  });

  it.each([
    [
      'ORA-00001: unique constraint (SHOP.ORDERS_PK) violated on table SHOP.ORDERS columns (EMAIL)\nORA-03301: (ORA-00001 details) row with column values (EMAIL:ann@shop.example) already exists',
    ],
    ["ORA-01722: unable to convert string value containing 'ann@shop.example' to a number: EMAIL"],
    [
      'ORA-20001: customer "ann@shop.example" is blocked\nORA-06512: at "SHOP.GUARD", line 4\nORA-04088: error during execution of trigger',
    ],
  ])('is told without values of rows: %j', (message) => {
    const error = translate(said(message));
    expect(`${String(error)} ${String(error.cause)}`).not.toContain('ann@');
  });

  it.each([
    ['NJS-123', 'call timeout of 5000 ms exceeded', 'STATEMENT_TIMEOUT'],
    ['NJS-500', 'connection to Oracle Database was closed or broken', 'CONNECTION_LOST'],
    ['NJS-501', 'connection to host db port 1521 terminated unexpectedly. (CONNECTION_ID=x==)', 'CONNECTION_LOST'],
    ['NJS-003', 'invalid or closed connection', 'CONNECTION_LOST'],
    ['NJS-533', 'Advanced Networking Option service negotiation failed.', 'CONNECTION_FAILED'],
    ['NJS-507', 'TLS detected an invalid certificate. Server DN does not match', 'CONNECTION_FAILED'],
    ['NJS-116', 'password verifier type 0x939 is not supported', 'AUTHENTICATION_FAILED'],
  ])('not at all because of %s is %s', (code, message, expected) => {
    const error = translate(Object.assign(new Error(`${code}: ${message}`), { code }));
    expect(error).toMatchObject({ code: expected, hint: expect.any(String) });
    expect(error.message).not.toContain('CONNECTION_ID');
  });

  it('behind a lost connection is a lost connection', () => {
    const message =
      'NJS-500: connection to Oracle Database was closed or broken\nORA-03113: end-of-file on communication channel';
    expect(translate(Object.assign(new Error(message), { code: 'NJS-500', errorNum: 3113 }))).toMatchObject({
      code: 'CONNECTION_LOST',
    });
  });
});
