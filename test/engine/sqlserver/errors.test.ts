import { describe, expect, it } from 'vitest';
import { translate } from '../../../src/engine/sqlserver/errors.ts';

/** An error as the driver throws it. */
function failure(message: string, details: Readonly<Record<string, unknown>>): Error {
  return Object.assign(new Error(message), { code: 'EREQUEST', class: 16, ...details });
}

describe('an error of SQL Server', () => {
  it.each([
    [1205, 'Transaction (Process ID 52) was deadlocked on lock resources', 'WRITE_CONFLICT'],
    [3960, 'Snapshot isolation transaction aborted due to update conflict.', 'WRITE_CONFLICT'],
    [1222, 'Lock request time out period exceeded.', 'LOCKED'],
    [547, 'The DELETE statement conflicted with the REFERENCE constraint "FK_lines_orders".', 'CONSTRAINT_VIOLATION'],
    [515, "Cannot insert the value NULL into column 'email', table 'shop.dbo.customers'", 'CONSTRAINT_VIOLATION'],
    [208, "Invalid object name 'dbo.oders'.", 'UNKNOWN_TABLE'],
    [207, "Invalid column name 'totl'.", 'UNKNOWN_COLUMN'],
    [2714, "There is already an object named 'orders' in the database.", 'DUPLICATE_OBJECT'],
    [3906, 'Failed to update database "shop" because the database is read-only.', 'READ_ONLY_DATABASE'],
    [9002, "The transaction log for database 'shop' is full", 'DISK_FULL'],
    [4060, 'Cannot open database "shop" requested by the login.', 'CONNECTION_FAILED'],
    [18456, "Login failed for user 'shop'.", 'AUTHENTICATION_FAILED'],
    [130, 'Cannot perform an aggregate function on an expression containing a subquery.', 'INVALID_SQL'],
    [50000, 'only in office hours', 'DATABASE_ERROR'],
  ])('%i is told by its code, with its message', (number, message, code) => {
    const told = translate(failure(message, { number }));
    expect(told.code).toBe(code);
    expect(told.message).toContain(message.replace(/\.$/, ''));
  });

  it('in the grammar is known by its severity, and one that ends the connection, too', () => {
    expect(translate(failure("Incorrect syntax near 'selec'.", { number: 102, class: 15 })).code).toBe('INVALID_SQL');
    expect(translate(failure('A severe error occurred.', { number: 21, class: 21 })).code).toBe('CONNECTION_LOST');
  });

  it.each([
    [
      2627,
      "Violation of PRIMARY KEY constraint 'PK_customers'. Cannot insert duplicate key in object 'dbo.customers'. The duplicate key value is (O'Hara, 555).",
    ],
    [
      2601,
      "Cannot insert duplicate key row in object 'dbo.customers' with unique index 'ux'. The duplicate key value is (O'Hara).",
    ],
    [
      2628,
      "String or binary data would be truncated in table 'shop.dbo.customers', column 'name'. Truncated value: 'O'Hara'.",
    ],
    [245, "Conversion failed when converting the varchar value 'O'Hara 555' to data type int."],
    [248, "The conversion of the varchar value '5550199555' overflowed an int column."],
    [220, 'Arithmetic overflow error for data type smallint, value = 5550199.'],
    [232, 'Arithmetic overflow error for type varchar, value = 5550199.000000.'],
  ])('%i keeps values of rows to itself', (number, message) => {
    const told = translate(failure(message, { number }));
    for (const text of [told.message, told.hint ?? '', told.stack ?? '', String(told.cause ?? '')])
      expect(text).not.toMatch(/Hara|555/);
    expect(told.message).toMatch(/customers|convert|overflow/i);
  });

  it.each([
    ['canceling statement due to lock timeout', 'LOCKED', /lock timeout/],
    ['relation "oders" does not exist', 'UNKNOWN_TABLE', /oders/],
    ['column "totl" does not exist', 'UNKNOWN_COLUMN', /totl/],
    ['invalid input syntax for type integer: "O\'Hara 555"', 'VALUE_OUT_OF_RANGE', /^(?!.*(?:Hara|555))/s],
  ])('that Babelfish passes on from PostgreSQL, %s, is known by its words', (message, code, told) => {
    expect(translate(failure(message, { number: 33_557_097 }))).toMatchObject({
      code,
      message: expect.stringMatching(told),
    });
  });

  it('that only says that the statement was ended gives way to the one that says why', () => {
    const denied = failure("CREATE SCHEMA permission denied in database 'shop'.", { number: 262, class: 14 });
    const last = failure('CREATE SCHEMA failed due to previous errors.', { number: 2759, precedingErrors: [denied] });
    expect(translate(last, { user: 'reader' })).toMatchObject({
      code: 'PERMISSION_DENIED',
      hint: 'Ask the owner of the database for: grant create schema to [reader]',
    });
  });

  it('names the grant that is missing', () => {
    const message = "The UPDATE permission was denied on the object 'orders', database 'shop', schema 'dbo'.";
    expect(translate(failure(message, { number: 229 }), { user: 'reader' }).hint).toBe(
      'Ask its owner for: grant update on [dbo].[orders] to [reader]',
    );
  });

  it.each([
    ['ETIMEOUT', 'STATEMENT_TIMEOUT'],
    ['ECANCEL', 'INTERRUPTED'],
    ['ECLOSE', 'CONNECTION_LOST'],
    ['ENOTOPEN', 'CONNECTION_LOST'],
    ['ESOCKET', 'CONNECTION_LOST'],
    ['EARGS', 'DATABASE_ERROR'],
  ])('of the driver, %s, is told as %s', (code, told) => {
    expect(translate(failure('what the driver says', { code, class: undefined })).code).toBe(told);
  });
});
