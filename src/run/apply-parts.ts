import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import { isInjection } from '../model/plan-changes.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { readRuns } from '../ledger/runs.ts';
import { applyTarget, type AppliedTarget, type ApplyTargetRequest } from './apply-target.ts';
import { checkPrivileges } from './check-privileges.ts';
import { injectAlteration } from './inject-alteration.ts';
import { partsOf } from './parts.ts';

/**
 * Carries a target's plan out: all or nothing where alterations belong to the transaction, else part by part.
 * @throws what `applyTarget` throws; where earlier parts are applied already, the message names them
 */
export async function applyParts(connection: Connection, request: ApplyTargetRequest): Promise<AppliedTarget> {
  if (connection.dialect.hasTransactionalDdl) return applyTarget(connection, request);
  const { schema, targetPlan } = request;
  const active = (await hasLedger(connection, schema)) ? await readRuns(connection, schema, { state: 'applied' }) : [];
  const parts = partsOf(targetPlan.actions, active);
  if (parts.length > 1) await checkPrivileges(connection, targetPlan);
  let done: AppliedTarget = { target: targetPlan.target, injected: [], undone: [] };
  for (const { kind, actions } of parts) {
    const part = { ...request, targetPlan: { ...targetPlan, actions }, whole: targetPlan };
    const isNew = kind === 'alteration' && actions.some(isInjection);
    try {
      const next = await (isNew ? injectAlteration(connection, part) : applyTarget(connection, part));
      done = { ...done, injected: [...done.injected, ...next.injected], undone: [...done.undone, ...next.undone] };
    } catch (error) {
      throw namingDone(error, done);
    }
  }
  return done;
}

function namingDone(error: unknown, { injected, undone }: AppliedTarget): unknown {
  const scenarios = [...undone, ...injected].map((each) => each.scenario);
  if (!(error instanceof FaultlineError) || scenarios.length === 0) return error;
  return new FaultlineError(error.code, `${withoutPromise(error.message)} (done before it: ${scenarios.join(', ')})`, {
    place: error.place,
    hint: error.hint,
    cause: error,
  });
}

/** A message without the promise that nothing was done, which holds for the part at hand alone. */
export function withoutPromise(message: string): string {
  return message.replace(/[;,] nothing was (?:changed|rolled back)/, '');
}
