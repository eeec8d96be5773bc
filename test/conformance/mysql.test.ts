import { conformance } from './conformance.ts';
import { everyTypeOf, readerOf, widenBirdstrikes } from './mysql.ts';

conformance('mysql', {
  widenBirdstrikes,
  wordType: 'varchar(20)',
  everyType: everyTypeOf({}),
  readerOf,
});
