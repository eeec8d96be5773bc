import { describe, expect, it } from 'vitest';
import { translate } from '../../../src/engine/postgres/errors.ts';

/** What a server says when it is in a state that a test cannot bring about. */
const said = (code: string, message: string) => Object.assign(new Error(message), { code, severity: 'ERROR' });

describe('what PostgreSQL answers', () => {
  it.each([
    ['53100', 'could not extend file "base/5/1259": No space left on device', 'DISK_FULL'],
    ['25006', 'cannot execute UPDATE in a read-only transaction', 'READ_ONLY_DATABASE'],
    ['40001', 'could not serialize access due to concurrent update', 'WRITE_CONFLICT'],
    ['57P01', 'terminating connection due to administrator command', 'CONNECTION_LOST'],
    ['57P03', 'the database system is starting up', 'CONNECTION_FAILED'],
    ['53300', 'sorry, too many clients already', 'CONNECTION_FAILED'],
    ['25P03', 'terminating connection due to idle-in-transaction timeout', 'CONNECTION_LOST'],
    ['08006', 'connection failure', 'CONNECTION_LOST'],
    ['42883', 'function nofunction(integer) does not exist', 'INVALID_SQL'],
    ['XX000', 'cache lookup failed', 'DATABASE_ERROR'],
  ])('with %s is %s: %s', (code, message, expected) => {
    const error = translate(said(code, message));
    expect(error).toMatchObject({ code: expected, message: `PostgreSQL: ${message}` });
    if (!['VALUE_OUT_OF_RANGE', 'INVALID_SQL', 'DATABASE_ERROR'].includes(expected)) expect(error.hint).toMatch(/\.$/);
  });

  it.each([
    ['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:5432', 'CONNECTION_FAILED'],
    ['ECONNRESET', 'read ECONNRESET', 'CONNECTION_LOST'],
    ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN shop', 'CONNECTION_FAILED'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'CONNECTION_FAILED'],
  ])('not at all because of %s is %s', (code, message, expected) => {
    expect(translate(Object.assign(new Error(message), { code }))).toMatchObject({
      code: expected,
      hint: expect.any(String),
    });
  });
});
