import { rows, run } from '../support/statements.ts';
import { conformance } from './conformance.ts';

conformance('postgres', {
  wordType: 'varchar(20)',
  everyType: {
    name: 'every_type',
    kinds: {
      id: 'integer',
      small: 'integer',
      whole: 'integer',
      big: 'integer',
      exact: 'decimal',
      unscaled: 'decimal',
      single: 'float',
      double: 'float',
      money_value: 'other',
      fixed: 'text',
      short: 'text',
      long: 'text',
      flag: 'boolean',
      day: 'date',
      clock: 'time',
      clock_zone: 'time',
      moment: 'timestamp',
      moment_zone: 'timestamptz',
      span: 'interval',
      identifier: 'uuid',
      document: 'json',
      binary_document: 'json',
      bytes: 'binary',
      numbers: 'array',
      words: 'array',
      mood: 'enum',
      address: 'other',
      network: 'other',
      bits: 'other',
      point: 'other',
      period: 'other',
      markup: 'other',
      vector: 'other',
    },
    statements: [
      `create type mood as enum ('sad', 'ok', 'happy')`,
      `create table every_type (id integer primary key, small smallint, whole integer, big bigint, exact numeric(12, 2), unscaled numeric,
        single real, double double precision, money_value money, fixed char(5), short varchar(20), long text, flag boolean, day date, clock time,
        clock_zone timetz, moment timestamp, moment_zone timestamptz, span interval, identifier uuid, document json, binary_document jsonb,
        bytes bytea, numbers integer[], words text[], mood mood, address inet, network cidr, bits bit varying(8), point point, period daterange,
        markup xml, vector tsvector)`,
      `insert into every_type values
        (1, -32768, -2147483648, -9223372036854775808, -9999999999.99, 1e-20, -1.5, -1.7976931348623157e308, '-92.5', 'ab', '', 'Größe 😀', true,
          '0001-01-01', '00:00', '00:00+14', '0001-01-01 00:00:00', '2026-03-29 01:30:00.123456+00', '-1 year 2 mons 3 days', '00000000-0000-0000-0000-000000000001',
          '{"b": 1, "a": [1.0]}', '{"b": 1, "a": [1.00]}', '\\x00ff', '{1,2,NULL}', '{"a,b","c"}', 'sad', '10.0.0.1/8', '10.0.0.0/8', B'101', '(1,2)',
          '[2026-01-01,2026-02-01)', '<a>1</a>', 'a:1 b:2'),
        (2, 32767, 2147483647, 9223372036854775807, 9999999999.99, 123456789012345678901234567890.123456789, 'NaN', '-0', '92.5', 'abcde', ' a ', E'two\\nlines', false,
          'infinity', '24:00', '23:59:59.999999-14', 'infinity', '-infinity', '1 month', 'ffffffff-ffff-ffff-ffff-ffffffffffff',
          'null', '"text"', '', '{}', '{}', 'happy', '::1', '::/0', B'', '(-0,1e300)', 'empty', '', ''),
        (3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null, null, null, null, null, null)`,
    ],
  },
  readerOf: async (database) => {
    const owner = await database.connect();
    const user = `reader_of_${owner.server.database}`;
    const known = await rows(owner, `select 1 as there from pg_roles where rolname = '${user}'`);
    if (known.length === 0)
      await run(owner, `create role ${user} login password 'reading'`, `grant select on orders to ${user}`);
    const url = new URL(database.url);
    url.username = user;
    url.password = 'reading';
    return database.connect({ url: url.href });
  },
});
