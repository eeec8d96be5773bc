import type { Declaration, DeclaredColumn } from '../model/alteration.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import { FaultlineError } from '../model/errors.ts';
import type { RunStep } from '../model/run.ts';
import { formatTable } from '../model/table.ts';

/**
 * What hangs on a column is put back as the plan has it, so it has to be as the plan has it.
 * @param present the table as it is
 * @throws STALE_PLAN
 */
export function refuseOtherDeclaration({ id, table, alteration }: RunStep, { columns }: Declaration): void {
  if (alteration?.change !== 'drop column' && alteration?.change !== 'retype column') return;
  const { declared } = alteration;
  const now = columns.find((each) => each.column.name === declared.column.name);
  if (now !== undefined && piecesOf(now) === piecesOf(declared)) return;
  throw new FaultlineError(
    'STALE_PLAN',
    `what hangs on ${formatTable(table)}.${declared.column.name} changed since step "${id}" was planned`,
    { hint: 'Plan again.' },
  );
}

function piecesOf({ definition, detach, attach, dependents }: DeclaredColumn): string {
  return canonicalJson({ definition, detach, attach, dependents });
}
