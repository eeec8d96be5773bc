import { describe, expect, it } from 'vitest';
import { asConnectFailure, translate } from '../../../src/engine/mysql/errors.ts';

/** What a server says when it is in a state that a test cannot bring about. */
const said = (errno: number, sqlMessage: string) => Object.assign(new Error(sqlMessage), { errno, sqlMessage });

describe('what MySQL answers', () => {
  it.each([
    [1114, "The table '/tmp/#sql1' is full", 'DISK_FULL'],
    [1030, "Got error 28 - 'No space left on device' from storage engine", 'DISK_FULL'],
    [1836, 'Running in read-only mode', 'READ_ONLY_DATABASE'],
    [
      1290,
      'The MySQL server is running with the --read-only option so it cannot execute this statement',
      'READ_ONLY_DATABASE',
    ],
    [1020, "Record has changed since last read in table 'orders'", 'WRITE_CONFLICT'],
    [1213, 'Deadlock found when trying to get lock; try restarting transaction', 'WRITE_CONFLICT'],
    [1053, 'Server shutdown in progress', 'CONNECTION_LOST'],
    [4031, 'The client was disconnected by the server because of inactivity.', 'CONNECTION_LOST'],
    [1040, 'Too many connections', 'CONNECTION_FAILED'],
    [
      1665,
      'Cannot execute statement: impossible to write to binary log since BINLOG_FORMAT = STATEMENT',
      'UNSUPPORTED',
    ],
    [1227, 'Access denied; you need (at least one of) the SUPER privilege(s) for this operation', 'PERMISSION_DENIED'],
    [1815, 'Internal error: something', 'DATABASE_ERROR'],
  ])('with %s is told: %s', (errno, message, code) => {
    const error = translate(said(errno, message));
    expect(error).toMatchObject({ code, message: `MySQL: ${message}` });
    if (code !== 'DATABASE_ERROR') expect(error.hint).toMatch(/\.$/);
  });

  it.each([
    ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:3306', 'CONNECTION_FAILED'],
    ['ETIMEDOUT', 'connect ETIMEDOUT', 'CONNECTION_FAILED'],
    ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN shop', 'CONNECTION_FAILED'],
    ['ENOENT', 'connect ENOENT /run/mysqld.sock', 'CONNECTION_FAILED'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'CONNECTION_FAILED'],
    ['HANDSHAKE_NO_SSL_SUPPORT', 'Server does not support secure connection', 'CONNECTION_FAILED'],
    ['ECONNRESET', 'read ECONNRESET', 'CONNECTION_LOST'],
    ['PROTOCOL_CONNECTION_LOST', 'Connection lost: The server closed the connection.', 'CONNECTION_LOST'],
    ['', "Can't add new command when connection is in closed state", 'CONNECTION_LOST'],
  ])('not at all because of %s is %s', (code, message, expected) => {
    const error = translate(Object.assign(new Error(message), { code }));
    expect(error).toMatchObject({ code: expected, hint: expect.any(String) });
  });

  it.each([
    [
      1062,
      "Duplicate entry 'O'Hara' for key 'x-555' for key 'customers.email'",
      "Duplicate entry … for key 'customers.email'",
    ],
    [
      1366,
      "Incorrect string value: '\\xF0555' for column 'name' at row 1",
      "Incorrect string value: … for column 'name' at row 1",
    ],
    [
      1366,
      "Incorrect integer value: '555' for column `shop`.`orders`.`id` at row 1",
      'Incorrect integer value: … for column `shop`.`orders`.`id` at row 1',
    ],
    [1292, "Truncated incorrect DOUBLE value: '555'", 'Truncated incorrect DOUBLE value: …'],
    [
      1292,
      "Incorrect datetime value: '555' for column 'made' at row 2",
      "Incorrect datetime value: … for column 'made' at row 2",
    ],
    [
      1411,
      "Incorrect datetime value: '555' for function str_to_date",
      'Incorrect datetime value: … for function str_to_date',
    ],
    [1690, "BIGINT value is out of range in '(`shop`.`orders`.`id` * 555)'", 'BIGINT value is out of range in …'],
    [1264, "Out of range value for column 'total' at row 1", "Out of range value for column 'total' at row 1"],
    [1048, "Column 'email' cannot be null", "Column 'email' cannot be null"],
    [
      1452,
      'Cannot add or update a child row: a foreign key constraint fails (`shop`.`orders`, CONSTRAINT `orders_ibfk_1` FOREIGN KEY …)',
      'Cannot add or update a child row: a foreign key constraint fails (`shop`.`orders`, CONSTRAINT `orders_ibfk_1` FOREIGN KEY …)',
    ],
  ])('with %s is told without values of rows: %s', (errno, message, told) => {
    const error = translate(said(errno, message));
    expect(error.message).toBe(`MySQL: ${told}`);
    expect(error.cause).toBeUndefined();
    expect(`${error.message}${error.stack}`).not.toMatch(/555|Hara/);
  });

  it('to somebody who cannot connect is a failure to connect', () => {
    expect(asConnectFailure(said(1049, "Unknown database 'nowhere'")).code).toBe('CONNECTION_FAILED');
    expect(asConnectFailure(said(1053, 'Server shutdown in progress')).code).toBe('CONNECTION_FAILED');
    expect(asConnectFailure(said(1045, "Access denied for user 'ann'@'localhost' (using password: YES)")).code).toBe(
      'AUTHENTICATION_FAILED',
    );
    expect(asConnectFailure(new Error('out of the blue')).code).toBe('CONNECTION_FAILED');
  });
});
