import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Project, Target } from '../model/project.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { parseTableName, writtenName } from './parse-table-name.ts';
import { splitNames } from './read-subject.ts';

/** A table or one of its columns, as a person wrote it: whether the last name is a column is for the target to say. */
export interface WrittenPlace {
  readonly target: Target;
  /** One to three names: table, schema and table, or either with a column behind it. */
  readonly names: readonly string[];
}

/** Reads `target.table`, `target.table.column`, each with a schema before the table or not; the target may be left out where the project has one only. @throws INVALID_ARGUMENT, UNKNOWN_TARGET */
export function readPlace(project: Project, written: string): WrittenPlace {
  const names = splitNames(written);
  const named = project.targets.find(({ name }) => name === names?.[0]);
  const [only, ...others] = project.targets;
  if (names !== undefined && named && names.length >= 2 && names.length <= 4)
    return { target: named, names: names.slice(1) };
  if (names !== undefined && !named && only && others.length === 0 && names.length <= 3) return { target: only, names };
  if (names !== undefined && !named && names.length <= 4) {
    const known = project.targets.map(({ name }) => name);
    throw new FaultlineError('UNKNOWN_TARGET', `no target "${names[0]}" in faultline.yaml`, {
      hint: didYouMean(names[0]!, known, 'targets'),
    });
  }
  throw new FaultlineError('INVALID_ARGUMENT', `"${written}" names no table or column of a target`, {
    hint: 'Write target.table or target.table.column: shop.public.orders.total, or shop."my.table" where a name holds a dot.',
  });
}

/** Which of the names are the table, as scenario files write it, and which is the column. */
export async function splitPlace(
  connection: Connection,
  { names }: WrittenPlace,
): Promise<{ readonly table: string; readonly column: string | undefined }> {
  const whole = names.map(writtenName).join('.');
  const before = names.slice(0, -1).map(writtenName).join('.');
  const last = names.at(-1)!;
  if (names.length === 1) return { table: whole, column: undefined };
  if (names.length === 3) return { table: before, column: last };
  const name = parseTableName(whole, connection.server.defaultSchema);
  const isTable = name !== undefined && (await connection.hasTable(name));
  return isTable ? { table: whole, column: undefined } : { table: before, column: last };
}
