import { FaultlineError } from '../../model/errors.ts';
import type { Checksum } from './checksums.ts';

/** A table before it was broken, while it was broken, and after everything was taken back. */
export interface ProvedTable {
  readonly table: string;
  readonly rows: number;
  readonly before: string;
  readonly broken: string;
  readonly after: string;
}

/** Holds checksums against each other. @throws INTERNAL where a table is not what it was, or none was broken */
export function prove(
  before: readonly Checksum[],
  broken: readonly Checksum[],
  after: readonly Checksum[],
): readonly ProvedTable[] {
  const of = (sums: readonly Checksum[], table: string) =>
    sums.find((each) => each.table === table)?.checksum ?? 'gone';
  const tables = before.map(({ table, rows, checksum }) => ({
    table,
    rows,
    before: checksum,
    broken: of(broken, table),
    after: of(after, table),
  }));
  const changed = tables.find((each) => each.after !== each.before);
  if (changed !== undefined) throw failed(`after the rollback, the table ${changed.table} is not what it was`);
  if (after.length !== before.length) throw failed('after the rollback, there are tables that were not there before');
  if (!tables.some(isBroken)) throw failed('the scenarios have broken no table');
  return tables;
}

export function isBroken({ before, broken }: ProvedTable): boolean {
  return before !== broken;
}

function failed(message: string): FaultlineError {
  return new FaultlineError('INTERNAL', message, { hint: 'Please report it, with the folder of the demo.' });
}
