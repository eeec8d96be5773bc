import type { Connection } from '../../src/model/engine.ts';
import type { TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import type { Conforming } from './conforming.ts';

/**
 * A table with every type of MySQL and MariaDB.
 * @param own types that only one of the two has, by column
 */
export function everyTypeOf(own: {
  readonly identifier?: 'uuid';
  readonly address?: 'inet6';
}): Conforming['everyType'] {
  const { identifier, address } = own;
  const extra = [...(identifier ? [`identifier ${identifier}`] : []), ...(address ? [`address ${address}`] : [])];
  const values = (id: string, ip: string) =>
    [...(identifier ? [`'${id}'`] : []), ...(address ? [`'${ip}'`] : [])].map((each) => `, ${each}`).join('');
  return {
    name: 'every_type',
    kinds: {
      id: 'integer',
      flag: 'integer',
      tiny: 'integer',
      small: 'integer',
      medium: 'integer',
      whole: 'integer',
      big: 'integer',
      unsigned_tiny: 'integer',
      unsigned_whole: 'integer',
      unsigned_big: 'integer',
      exact: 'decimal',
      unsigned_exact: 'decimal',
      single: 'float',
      double_value: 'float',
      fixed: 'text',
      short: 'text',
      latin: 'text',
      case_blind: 'text',
      wide: 'text',
      wider: 'text',
      long_value: 'text',
      day: 'date',
      clock: 'time',
      clock_fraction: 'time',
      moment: 'timestamp',
      moment_fraction: 'timestamp',
      stamp: 'timestamptz',
      touched: 'timestamptz',
      year_value: 'integer',
      document: 'json',
      mood: 'enum',
      moods: 'other',
      bits: 'other',
      bit_flag: 'other',
      bytes: 'binary',
      fixed_bytes: 'binary',
      blob_value: 'binary',
      place: 'other',
      doubled: 'decimal',
      ...(identifier && { identifier: 'uuid' }),
      ...(address && { address: 'other' }),
    },
    statements: [
      `create table every_type (id integer primary key, flag tinyint(1), tiny tinyint, small smallint, medium mediumint, whole int, big bigint,
        unsigned_tiny tinyint unsigned, unsigned_whole int unsigned zerofill, unsigned_big bigint unsigned, exact decimal(12, 2), unsigned_exact decimal(10, 3) unsigned,
        single float, double_value double, fixed char(5), short varchar(20) character set utf8mb4, latin varchar(20) character set latin1,
        case_blind varchar(20) character set utf8mb4 collate utf8mb4_general_ci, wide varchar(8000), wider varchar(8000), long_value longtext,
        day date, clock time, clock_fraction time(3), moment datetime, moment_fraction datetime(6), stamp timestamp(6) null,
        touched timestamp null default current_timestamp on update current_timestamp, year_value year, document json, mood enum ('sad', 'ok', 'happy'),
        moods set ('sad', 'ok', 'happy'), bits bit(12), bit_flag bit(1), bytes varbinary(20), fixed_bytes binary(4), blob_value blob, place point,
        doubled decimal(13, 2) generated always as (exact * 2) stored${extra.map((each) => `, ${each}`).join('')})`,
      `insert into every_type (id, flag, tiny, small, medium, whole, big, unsigned_tiny, unsigned_whole, unsigned_big, exact, unsigned_exact, single, double_value,
        fixed, short, latin, case_blind, wide, wider, long_value, day, clock, clock_fraction, moment, moment_fraction, stamp, touched, year_value, document, mood, moods,
        bits, bit_flag, bytes, fixed_bytes, blob_value, place${identifier ? ', identifier' : ''}${address ? ', address' : ''}) values
        (1, 1, -128, -32768, -8388608, -2147483648, -9223372036854775808, 0, 0, 0, -9999999999.99, 0, -1.5, -1.7976931348623157e308,
          'ab', '', 'Größe', 'a', repeat('x', 8000), repeat('ä', 2000), 'two
lines', '1000-01-01', '-838:59:59', '00:00:00.001', '0000-00-00 00:00:00', '1000-01-01 00:00:00.000001', '1970-01-01 00:00:01.000000', '2020-02-02 02:02:02', 1901,
          '{"b": 1, "a": [1.0]}', 'sad', 'sad,happy', b'000000000101', b'1', x'00ff', x'00', x'', point(1, -2)${values('00000000-0000-0000-0000-000000000001', '::1')}),
        (2, 0, 127, 32767, 8388607, 2147483647, 9223372036854775807, 255, 4294967295, 18446744073709551615, 9999999999.99, 9999999.999, 0.1, -0e0,
          'abcde', ' a ', '', 'A', '', '😀', '', '0000-00-00', '838:59:59', '23:59:59.999', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999', '2037-12-31 23:59:59.999999',
          '2021-01-01 00:00:00', 2155, '"text"', 'happy', '', b'111111111111', b'0', '', x'01020304', x'deadbeef', point(0, 0)${values('ffffffff-ffff-ffff-ffff-ffffffffffff', 'fe80::1')})`,
      `insert into every_type (id, touched) values (3, null)`,
    ],
  };
}

/** A session of a user who may read the orders of the database and nothing else. */
export async function readerOf(database: TestDatabase): Promise<Connection> {
  const owner = await database.connect();
  const user = `reader_${owner.server.database.slice(-20)}`;
  await run(
    owner,
    `create user if not exists '${user}'@'%' identified by 'reading'`,
    `grant select on \`${owner.server.database}\`.orders to '${user}'@'%'`,
  );
  const url = new URL(database.url);
  url.username = user;
  url.password = 'reading';
  return database.connect({ url: url.href });
}
