import { formatAmplitude } from '../model/amplitude.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Prediction } from '../model/prediction.ts';
import type { Step } from '../model/scenario.ts';
import { formatVolume } from '../snapshot/volume.ts';
import { planStep, type StepPlan, type StepRequest } from './plan-step.ts';
import { withStrength, type Strength } from './strength.ts';
import { strengthsOf } from './strengths.ts';

/**
 * The dry run of a step. Where the file leaves the strength to the plan, strengths are tried by halving, a dozen at the
 * most: the chosen one and its neighbour are on either side of what the monitors see. Those that fire without the step
 * tell nothing and do not count.
 * @throws VALUE_OUT_OF_RANGE where every strength is seen, or none
 */
export async function planTunedStep(connection: Connection, request: StepRequest): Promise<StepPlan> {
  const { step, anomaly } = request.binding.bound;
  if (step.tuned === undefined) return planStep(connection, request);
  const { approved } = step.tuned;
  if (approved !== undefined) {
    const plan = await tryStrength(connection, request, approved);
    if (plan instanceof FaultlineError) throw plan;
    return withReason(plan, step, approved);
  }
  const strengths = strengthsOf(step, anomaly);
  const tried = new Map<number, StepPlan | FaultlineError>();
  let [unseen, seen] = [-1, strengths.length];
  while (seen - unseen > 1) {
    const middle = Math.floor((unseen + seen) / 2);
    const plan = await tryStrength(connection, request, strengths[middle]!);
    tried.set(middle, plan);
    if (plan instanceof FaultlineError || isSeen(plan.planned)) seen = middle;
    else unseen = middle;
  }
  const index = step.tuned.to === 'detectable' ? seen : unseen;
  const chosen = tried.get(index);
  if (chosen === undefined || chosen instanceof FaultlineError || chosen.planned.frozen.rows === 0)
    throw notFound(request, strengths, tried.get(seen), tried.get(unseen));
  return withReason(chosen, step, strengths[index]!);
}

/** What does not fit into the column is too strong. */
async function tryStrength(
  connection: Connection,
  request: StepRequest,
  strength: Strength,
): Promise<StepPlan | FaultlineError> {
  const { binding } = request;
  const bound = { ...binding.bound, step: withStrength(binding.bound.step, strength) };
  try {
    const plan = await planStep(connection, { ...request, binding: { ...binding, bound } });
    return { ...plan, planned: { ...plan.planned, frozen: { ...plan.planned.frozen, ...strength } } };
  } catch (error) {
    if (!hasCode(error, 'VALUE_OUT_OF_RANGE')) throw error;
    // An error of the database ends its transaction.
    await connection.rollback();
    await connection.begin('read only');
    return error;
  }
}

function isSeen({ predictions = [] }: PlannedStep): boolean {
  return predictions.some(({ fires, firesBefore }) => fires && !firesBefore);
}

function withReason(plan: StepPlan, step: Step, strength: Strength): StepPlan {
  const reason = {
    detectable: `the smallest ${step.tuned!.strength} that a monitor sees`,
    undetectable: `the largest ${step.tuned!.strength} that no monitor sees`,
  }[step.tuned!.to];
  const which = [...plan.planned.which, `${written(step, strength)}, ${reason}`];
  return { ...plan, planned: { ...plan.planned, which } };
}

function notFound(
  { scenario, index, binding: { bound } }: StepRequest,
  strengths: readonly Strength[],
  seen: StepPlan | FaultlineError | undefined,
  unseen: StepPlan | FaultlineError | undefined,
): FaultlineError {
  const { step } = bound;
  const { strength, to } = step.tuned!;
  const place = scenario.placeOf(['steps', index, strength]);
  if (to === 'undetectable') {
    const message = `step "${step.id}": even the smallest ${strength} that changes a row is seen${scores(seen)}`;
    return new FaultlineError('VALUE_OUT_OF_RANGE', message, {
      place,
      hint: `Write the ${strength} yourself, or choose a table whose figures vary more from bucket to bucket.`,
    });
  }
  const limit = seen instanceof FaultlineError ? `; larger ones do not fit (${seen.message})` : '';
  const message = `step "${step.id}": no strength up to ${written(step, strengths.at(-1)!)} is seen by a monitor${scores(unseen)}${limit}`;
  return new FaultlineError('VALUE_OUT_OF_RANGE', message, {
    place,
    hint: `Write the ${strength} yourself, take more rows, or let the step strike one bucket: a change that lasts is harder to see, and one of all of time is not seen by comparing buckets.`,
  });
}

/** The figures nearest to their thresholds. */
function scores(plan: StepPlan | FaultlineError | undefined): string {
  if (plan === undefined || plan instanceof FaultlineError) return '';
  const { predictions = [] } = plan.planned;
  const known = predictions.filter(({ score, firesBefore }) => score !== undefined && !firesBefore);
  const nearest = known.toSorted((left, right) => share(right) - share(left)).slice(0, 2);
  if (nearest.length === 0) return ', since none can judge it';
  return `: ${nearest.map(({ monitor, unit, score, threshold }) => `${monitor} ${score} of ${threshold} ${unit}`).join(', ')}`;
}

function share({ score = 0, threshold }: Prediction): number {
  return Math.abs(score) / Math.max(threshold ?? 1, 1e-9);
}

function written(step: Step, strength: Strength): string {
  const { amplitude, volume } = withStrength(step, strength);
  return step.tuned!.strength === 'volume'
    ? `volume ${formatVolume(volume)}`
    : `amplitude ${formatAmplitude(amplitude!)}`;
}
