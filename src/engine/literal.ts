import type { Sql } from '../model/sql.ts';
import { raw } from '../sql/sql.ts';

/** A whole number of 64 bits, written out: both engines fold it to a constant. @throws RangeError beyond 64 bits or for a fraction */
export function integerLiteral(value: bigint | number): Sql {
  const whole = BigInt(value);
  if (BigInt.asIntN(64, whole) !== whole) throw new RangeError(`${whole} does not fit in 64 bits`);
  // Digits only, so that nothing in it can be anything but a number.
  return raw(`cast(${whole} as bigint)`);
}

/** Decimal text without exponent, checked so that it can stand in a statement. @throws RangeError for anything else */
export function decimalText(value: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(value)) throw new RangeError(`not a decimal without exponent: ${JSON.stringify(value)}`);
  return value;
}

/** Date and time of an ISO 8601 instant in UTC as engines read it: `YYYY-MM-DD HH:MM:SS.ffffff`. @throws RangeError for anything else */
export function instantText(iso: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)Z$/.exec(iso);
  if (!match) throw new RangeError(`not an instant in UTC: ${JSON.stringify(iso)}`);
  return `${match[1]} ${match[2]}`;
}

/** Whole microseconds from 1970 to an ISO 8601 instant in UTC. @throws RangeError for anything else */
export function instantMicroseconds(iso: string): bigint {
  const [seconds = '', fraction = ''] = instantText(iso).split('.');
  return BigInt(Date.parse(`${seconds.replace(' ', 'T')}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
}
