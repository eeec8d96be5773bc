import { conformance } from './conformance.ts';
import { everyTypeOf, readerOf } from './mysql.ts';

conformance('mariadb', {
  wordType: 'varchar(20)',
  everyType: everyTypeOf({ identifier: 'uuid', address: 'inet6' }),
  readerOf,
});
