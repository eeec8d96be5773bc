import { run } from '../support/statements.ts';
import { conformance } from './conformance.ts';

conformance('oracle', {
  wordType: 'varchar2(20 char)',
  everyType: {
    name: 'every_type',
    kinds: {
      id: 'integer',
      whole: 'integer',
      big: 'decimal',
      exact: 'decimal',
      unscaled: 'decimal',
      approximate: 'float',
      single: 'float',
      double_value: 'float',
      fixed: 'text',
      short: 'text',
      national: 'text',
      long_value: 'other',
      long_bytes: 'other',
      bytes: 'binary',
      day: 'timestamp',
      moment: 'timestamp',
      moment_zone: 'timestamptz',
      moment_local: 'timestamptz',
      months: 'interval',
      span: 'interval',
      doubled: 'decimal',
    },
    statements: [
      `create table "every_type" ("id" number(9) not null primary key, "whole" number(18), "big" number(38), "exact" number(12, 2), "unscaled" number,
        "approximate" float, "single" binary_float, "double_value" binary_double, "fixed" char(5), "short" varchar2(20 char), "national" nvarchar2(20),
        "long_value" clob, "long_bytes" blob, "bytes" raw(20), "day" date, "moment" timestamp(9), "moment_zone" timestamp(6) with time zone,
        "moment_local" timestamp(3) with local time zone, "months" interval year to month, "span" interval day(9) to second(6),
        "doubled" number(13, 2) generated always as ("exact" * 2) virtual)`,
      `insert into "every_type" ("id", "whole", "big", "exact", "unscaled", "approximate", "single", "double_value", "fixed", "short", "national", "long_value",
        "long_bytes", "bytes", "day", "moment", "moment_zone", "moment_local", "months", "span")
        values (1, -999999999999999999, -99999999999999999999999999999999999999, -9999999999.99, 1e-20, 0.1, -1.5f, -1.7976931348623157e308d, 'ab', 'x', n'Größe',
          to_clob('two lines'), to_blob(hextoraw('00ff')), hextoraw('00ff'), date '0001-01-01', timestamp '0001-01-01 00:00:00.000000001',
          timestamp '2026-03-29 01:30:00.123456 +14:00', timestamp '2026-03-29 01:30:00.123', interval '-1-2' year to month, interval '-3 04:05:06.789' day to second)`,
      `insert into "every_type" ("id", "whole", "big", "exact", "unscaled", "approximate", "single", "double_value", "fixed", "short", "national", "long_value",
        "long_bytes", "bytes", "day", "moment", "moment_zone", "moment_local", "months", "span")
        values (2, 999999999999999999, 99999999999999999999999999999999999999, 9999999999.99, 123456789.123456789, 1e100, binary_float_nan, binary_double_infinity, 'abcde', ' a ', n'😀',
          to_clob('x'), empty_blob(), hextoraw('01'), timestamp '9999-12-31 23:59:59', timestamp '9999-12-31 23:59:59.999999999',
          timestamp '2026-01-01 00:00:00 -12:00', timestamp '2026-01-01 00:00:00', interval '1' month, interval '0' second)`,
      `insert into "every_type" ("id") values (3)`,
    ],
  },
  readerOf: async (database) => {
    const owner = await database.connect();
    const user = `READER_${owner.server.user.slice(-12)}`;
    await run(
      owner,
      `begin execute immediate 'create user ${user} identified by "Reading-1-2-3"'; exception when others then if sqlcode <> -1920 then raise; end if; end;`,
      `grant create session to ${user}`,
      `grant select on "orders" to ${user}`,
    );
    const url = new URL(database.url);
    url.username = user;
    url.password = 'Reading-1-2-3';
    return database.connect({ url: url.href });
  },
});
