import { FaultlineError } from '../model/errors.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Step } from '../model/scenario.ts';

/** `total_v2`, or `total_v3` …, the first that is free, cut so that it is not too long. @param taken names that are not free */
export function successor(dialect: Dialect, name: string, taken: readonly string[]): string {
  for (let version = 2; ; version++) {
    const suffix = `_v${version}`;
    const stem = Array.from(name);
    while (bytesOf(stem.join('')) + suffix.length > dialect.maxIdentifierLength) stem.pop();
    const next = `${stem.join('')}${suffix}`;
    if (!isTaken(taken, next)) return next;
  }
}

/** Names are compared without regard to case: some databases take two that differ in nothing else for one. */
export function isTaken(names: readonly string[], name: string): boolean {
  return names.some((other) => other.toLowerCase() === name.toLowerCase());
}

/** @param of what is to have the name: "column" @throws INVALID_VALUE for what is no name, or too long for one */
export function assertName({ id }: Step, { maxIdentifierLength, product }: Dialect, of: string, name: string): void {
  if (name.trim() === '' || name.includes('\0'))
    throw new FaultlineError('INVALID_VALUE', `step ${id}: "${name}" is no name for a ${of}`);
  if (bytesOf(name) <= maxIdentifierLength) return;
  const message = `step ${id}: the name "${name}" is longer than the ${maxIdentifierLength} bytes that ${product} keeps`;
  throw new FaultlineError('INVALID_VALUE', message, { hint: 'Choose a shorter name.' });
}

/** In bytes: PostgreSQL counts these, and cuts what is longer without an error. */
function bytesOf(name: string): number {
  return Buffer.byteLength(name);
}
