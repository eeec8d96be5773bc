import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import { prepareLedger } from '../ledger/prepare.ts';
import type { ApplyTargetRequest } from './apply-target.ts';

/** Creates what is missing of a target's ledger before it is changed. @throws PERMISSION_DENIED with where the missing grants are found, all at once */
export async function makeLedger(
  connection: Connection,
  { schema, clock, targetPlan: { target } }: Pick<ApplyTargetRequest, 'schema' | 'clock' | 'targetPlan'>,
): Promise<void> {
  try {
    await prepareLedger(connection, schema, clock().toISOString());
  } catch (error) {
    if (!hasCode(error, 'PERMISSION_DENIED')) throw error;
    const all = `See all that is missing with: faultline grants ${target}`;
    throw new FaultlineError(
      error.code,
      `the ledger cannot be made in schema "${schema}": ${error.message}; nothing was changed`,
      { hint: [...(error.hint === undefined ? [] : [`${error.hint}.`]), all].join(' '), cause: error },
    );
  }
}
