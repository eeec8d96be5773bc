import type { ErrorCode } from '../model/error-codes.ts';
import { FaultlineError, ProblemsError } from '../model/errors.ts';

/** Ways out that the command line tells in options, told in inputs. */
const hints: Readonly<Partial<Record<ErrorCode, string>>> = {
  NOT_APPROVED:
    'Set plan-file to a plan that was saved by command: plan and reviewed, or auto-approve: true where merging is the approval.',
  PRODUCTION_NOT_ALLOWED: 'If you mean it, write its name into the input allow-production.',
  NO_PROJECT: 'Set config to the folder of faultline.yaml; and is there a step with actions/checkout before this one?',
};

/** The error with the way out that a workflow has; of several problems each one. */
export function inActionsWords(error: FaultlineError): FaultlineError {
  if (error instanceof ProblemsError) {
    const [first, ...others] = error.problems.map(inActionsWords);
    return new ProblemsError([first!, ...others]);
  }
  const hint = hints[error.code] ?? secretHint(error) ?? recoverHint(error);
  if (hint === undefined) return error;
  const { code, message, place, line, cause } = error;
  return new FaultlineError(code, message, { place, line, hint, cause });
}

/** A step sees no secret that it is not handed. */
function secretHint({ code, message }: FaultlineError): string | undefined {
  const name = /\benvironment variable ([A-Za-z_]\w*) is\b/u.exec(message)?.[1];
  if (code !== 'UNRESOLVED_SECRET' || name === undefined) return undefined;
  return `Give the step env: {${name}: "\${{ secrets.${name} }}"}, and the repository, or the environment that the job names, a secret ${name}.`;
}

function recoverHint({ hint }: FaultlineError): string | undefined {
  const inWords = hint?.replaceAll(/`?faultline recover`?/gu, 'this action with `command: recover`');
  return inWords === hint ? undefined : inWords;
}
