import { conformance } from './conformance.ts';
import { everyTypeOf, readerOf } from './mysql.ts';

conformance('mysql', {
  wordType: 'varchar(20)',
  everyType: everyTypeOf({}),
  readerOf,
});
