import { conformance } from './conformance.ts';
import { everyTypeOf, readerOf, widenBirdstrikes } from './mysql.ts';

conformance('mariadb', {
  widenBirdstrikes,
  wordType: 'varchar(20)',
  everyType: everyTypeOf({ identifier: 'uuid', address: 'inet6' }),
  readerOf,
});
