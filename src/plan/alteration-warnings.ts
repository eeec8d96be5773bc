import type { Alteration, Declaration } from '../model/alteration.ts';
import type { Connection } from '../model/engine.ts';
import { formatTable } from '../model/table.ts';
import { alteredColumn } from '../snapshot/alteration.ts';
import type { StepRequest } from './plan-step.ts';
import { columnsMoved } from './refuse-alteration.ts';
import { lackingPrivileges } from './warnings.ts';

/** What a reviewer should know before a table is altered: who fails meanwhile, and what will not be quite as it was. */
export async function alterationWarnings(
  connection: Connection,
  { binding, environment }: StepRequest,
  alteration: Alteration,
  declaration: Declaration,
): Promise<readonly string[]> {
  const { table } = binding.bound;
  const lacking = await lackingPrivileges(connection, binding.bound);
  const title = formatTable(table.name);
  const moved = columnsMoved(connection, alteration, declaration);
  return [
    ...(environment === 'production' ? ['this is production'] : []),
    ...meanwhile(alteration, title),
    ...(alteration.change === 'rename table' ? declaration.readers : []),
    ...new Set(moved.flatMap((each) => each.notes)),
    ...notQuiteAsBefore(connection, alteration, declaration),
    ...(moved.length > 0 && table.triggers.length > 0
      ? [`triggers fire for each row at the rollback: ${table.triggers.join(', ')}`]
      : []),
    ...(moved.length > 0
      ? table.publications.map((publication) => `publication ${publication} sends every row at the rollback`)
      : []),
    ...(lacking.length > 0 ? [`the user lacks the right to alter ${title}: apply will be refused`] : []),
  ];
}

function meanwhile(alteration: Alteration, title: string): readonly string[] {
  const column = alteredColumn(alteration);
  switch (alteration.change) {
    case 'rename column':
    case 'drop column':
      return [`every reader of ${title}.${column} fails until the rollback`];
    case 'rename table':
      return [`every reader of ${title} fails until the rollback`];
    case 'retype column':
      return [`readers of ${title}.${column} get ${alteration.to.type} until the rollback`];
    case 'add column':
      return [`inserts into ${title} without a list of columns fail until the rollback`];
    case 'reorder columns':
      return [`inserts into ${title} without a list of columns write into others until the rollback`];
    case 'break files':
      return [`readers of ${title} meet broken files until the rollback`];
  }
}

function notQuiteAsBefore(
  { dialect }: Connection,
  alteration: Alteration,
  { columns }: Declaration,
): readonly string[] {
  const note = dialect.reshaping.returnNote;
  if (alteration.change !== 'drop column' && alteration.change !== 'retype column') return [];
  const isLast = columns.at(-1)?.column.name === alteration.declared.column.name;
  const keepsPlace = alteration.change === 'retype column' && dialect.reshaping.retypesInPlace;
  return note === undefined || isLast || keepsPlace ? [] : [note];
}
