import { run } from '../support/statements.ts';
import { conformance } from './conformance.ts';

conformance('sqlserver', {
  wordType: 'nvarchar(20)',
  everyType: {
    name: 'every_type',
    kinds: {
      id: 'integer',
      tiny: 'integer',
      small: 'integer',
      whole: 'integer',
      big: 'integer',
      exact: 'decimal',
      cash: 'decimal',
      small_cash: 'decimal',
      single: 'float',
      double_value: 'float',
      fixed: 'text',
      short: 'text',
      wide: 'text',
      wide_fixed: 'text',
      long_value: 'text',
      flag: 'boolean',
      day: 'date',
      clock: 'time',
      old_moment: 'timestamp',
      moment: 'timestamp',
      minute_moment: 'timestamp',
      moment_zone: 'timestamptz',
      identifier: 'uuid',
      bytes: 'binary',
      fixed_bytes: 'binary',
      long_bytes: 'binary',
      doubled: 'decimal',
    },
    statements: [
      `create table every_type (id int not null primary key, tiny tinyint, small smallint, whole int, big bigint, exact decimal(12, 2), cash money,
        small_cash smallmoney, single real, double_value float, fixed char(5), short varchar(20), wide nvarchar(20), wide_fixed nchar(5),
        long_value nvarchar(max), flag bit, day date, clock time(7), old_moment datetime, moment datetime2(7), minute_moment smalldatetime,
        moment_zone datetimeoffset(3), identifier uniqueidentifier, bytes varbinary(20), fixed_bytes binary(4), long_bytes varbinary(max),
        doubled as (exact * 2))`,
      `insert into every_type (id, tiny, small, whole, big, exact, cash, small_cash, single, double_value, fixed, short, wide, wide_fixed, long_value, flag,
        day, clock, old_moment, moment, minute_moment, moment_zone, identifier, bytes, fixed_bytes, long_bytes) values
        (1, 0, -32768, -2147483648, -9223372036854775808, -9999999999.99, -92.5, -92.5, -1.5, -1.7976931348623157e308, 'ab', '', N'Größe 😀', N'ab', N'two
lines', 1, '0001-01-01', '00:00:00', '1753-01-01', '0001-01-01', '1900-01-01', '2026-03-29 01:30:00.123 +14:00', '00000000-0000-0000-0000-000000000001',
          0x00ff, 0x00, 0x),
        (2, 255, 32767, 2147483647, 9223372036854775807, 9999999999.99, 92.5, 92.5, 0.1, 2.5e-300, 'abcde', ' a ', N'', N'abcde', replicate(cast(N'x' as nvarchar(max)), 9000), 0,
          '9999-12-31', '23:59:59.9999999', '9999-12-31 23:59:59.997', '9999-12-31 23:59:59.9999999', '2079-06-06', '2026-01-01 00:00:00 -14:00', 'ffffffff-ffff-ffff-ffff-ffffffffffff',
          0x, 0x01020304, 0xdeadbeef),
        (3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)`,
    ],
  },
  readerOf: async (database) => {
    const owner = await database.connect();
    const user = `reader_of_${owner.server.database}`;
    await run(
      owner,
      `if suser_id(N'${user}') is null create login ${user} with password = N'Reading-1-2-3', check_policy = off`,
      `if user_id(N'${user}') is null create user ${user} for login ${user}`,
      `grant select on orders to ${user}`,
    );
    const url = new URL(database.url);
    url.username = user;
    url.password = 'Reading-1-2-3';
    return database.connect({ url: url.href });
  },
});
