import type { Sql } from '../model/sql.ts';
import { column } from '../sql/sql.ts';

/** Begins the names of all columns that a query adds to the table's own while it is at work. */
export const internalPrefix = '_fl_';

/**
 * The columns that queries add. A `position` is a row's in the order that its selection goes by, a `number` that among the
 * rows of its occurrence, a `place` that among the rows of an exchange.
 */
export const internal = {
  kappa: '_fl_kappa',
  text: '_fl_text',
  draw: '_fl_draw',
  occurrence: '_fl_occurrence',
  strength: '_fl_strength',
  after: '_fl_after',
  copy: '_fl_copy',
  partner: '_fl_partner',
  position: '_fl_position',
  number: '_fl_number',
  digest: '_fl_digest',
  ordinal: '_fl_ordinal',
  rest: '_fl_rest',
  same: '_fl_same',
  address: '_fl_address',
  group: '_fl_group',
  within: '_fl_within',
  place: '_fl_place',
  following: '_fl_following',
  preceding: '_fl_preceding',
  before: '_fl_before',
  value: '_fl_value',
  bucket: '_fl_bucket',
  candidate: '_fl_in',
} as const;

/** Reference to an internal column of the rows at hand, whose alias is always `t`. */
export function internalColumn(which: keyof typeof internal): Sql {
  return column('t', internal[which]);
}
