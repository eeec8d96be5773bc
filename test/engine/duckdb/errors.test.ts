import { describe, expect, it } from 'vitest';
import { translate } from '../../../src/engine/duckdb/errors.ts';

describe('what DuckDB answers', () => {
  it.each([
    ['IO Error: Could not write file "/data/shop.duckdb": No space left on device', 'DISK_FULL'],
    [
      'FATAL Error: Failed to create checkpoint: IO Error: Could not write file "/data/shop.duckdb": No space left on device',
      'DISK_FULL',
    ],
    [
      'TransactionContext Error: Failed to commit: PRIMARY KEY or UNIQUE constraint violation: duplicate key "7"',
      'WRITE_CONFLICT',
    ],
    ['TransactionContext Error: Conflict on tuple deletion!', 'WRITE_CONFLICT'],
    ['IO Error: Cannot open file "/data/shop.duckdb": Permission denied', 'PERMISSION_DENIED'],
    ['FATAL Error: Failed: database has been invalidated because of a previous fatal error.', 'CONNECTION_LOST'],
    [
      'Invalid Input Error: Cannot execute statement of type "INSERT" on database "shop" which is attached in read-only mode!',
      'READ_ONLY_DATABASE',
    ],
    ['Dependency Error: Cannot alter entry "customers" because there are entries that depend on it.', 'DATABASE_ERROR'],
  ])('as %j is %s', (message, code) => {
    expect(translate(new Error(message))).toMatchObject({ code, message: expect.stringMatching(/^DuckDB: .*[^.!]$/) });
  });

  it('is told without the excerpt of the statement, and with the suggestion', () => {
    const message =
      'Catalog Error: Table with name ordrs does not exist!\nDid you mean "orders"?\n\nLINE 1: select * from ordrs\n                      ^';
    expect(translate(new Error(message)).message).toBe(
      'DuckDB: Table with name ordrs does not exist (Did you mean "orders"?)',
    );
  });
});
