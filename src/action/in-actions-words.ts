import type { ErrorCode } from '../model/error-codes.ts';
import { FaultlineError, ProblemsError } from '../model/errors.ts';

/** Ways out that the command line tells in options, told in inputs. */
const hints: Readonly<Partial<Record<ErrorCode, string>>> = {
  NOT_APPROVED:
    'Set plan-file to a plan that was saved by command: plan and reviewed, or auto-approve: true where merging is the approval.',
  PRODUCTION_NOT_ALLOWED: 'If you mean it, write its name into the input allow-production.',
  NO_PROJECT: 'Set config to the folder of faultline.yaml; and is there a step with actions/checkout before this one?',
};

/** The error with the way out that a workflow has. */
export function inActionsWords(error: FaultlineError): FaultlineError {
  const hint = error instanceof ProblemsError ? undefined : hints[error.code];
  if (hint === undefined) return error;
  const { code, message, place, line, cause } = error;
  return new FaultlineError(code, message, { place, line, hint, cause });
}
