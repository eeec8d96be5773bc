import type { Connection, Privilege } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { TargetPlan } from '../model/plan.ts';
import { formatTable } from '../model/table.ts';
import { isInjection } from '../model/plan-changes.ts';
import { privilegesOf } from '../plan/warnings.ts';

/** Refuses before anything is written what the user may not do. @throws PERMISSION_DENIED with the grants that are missing */
export async function checkPrivileges(connection: Connection, targetPlan: TargetPlan): Promise<void> {
  const missing = new Map<string, ReadonlySet<Privilege>>();
  for (const action of targetPlan.actions) {
    for (const step of isInjection(action) ? action.steps : []) {
      const lacking = await connection.missingPrivileges(
        step.table,
        privilegesOf(step.effect, step.frozen.key.columns.length > 0),
      );
      const table = formatTable(step.table);
      if (lacking.length > 0) missing.set(table, new Set([...(missing.get(table) ?? []), ...lacking]));
    }
  }
  if (missing.size === 0) return;
  const grants = [...missing].map(([table, lacking]) =>
    [...lacking].includes('alter')
      ? `alter on ${table} for ${connection.server.user}, or its ownership where only an owner may`
      : `grant ${[...lacking].join(', ')} on ${table} to ${connection.server.user}`,
  );
  throw new FaultlineError(
    'PERMISSION_DENIED',
    `user "${connection.server.user}" may not make these changes; nothing was changed`,
    {
      hint: `Missing: ${grants.join('; ')}. See all that is needed with: faultline grants ${targetPlan.target}`,
    },
  );
}
