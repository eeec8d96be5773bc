import { FaultlineError } from '../model/errors.ts';
import type { Target } from '../model/project.ts';
import { passwordsIn } from '../scenario/secrets.ts';
import type { Session } from './session.ts';

/** A database that is named by its URL, for whoever is on call and has no project. */
export interface AdHoc {
  /** `${env:X}` and `${file:…}` work; absent = targets of the project. */
  readonly url?: string | undefined;
  /** Where its ledger is; absent = as without a project. */
  readonly ledgerSchema?: string | undefined;
  /** Targets of the project. */
  readonly target: readonly string[];
}

/**
 * The database of `--url` as a target, with whose values one is most careful; undefined where there is no `--url`.
 * @throws INVALID_ARGUMENT for options of which one says nothing beside the other
 */
export function adHocTarget(session: Session, { url, ledgerSchema, target }: AdHoc): Target | undefined {
  if (url === undefined) {
    if (ledgerSchema === undefined) return undefined;
    throw new FaultlineError('INVALID_ARGUMENT', '--ledger-schema is for --url', {
      hint: 'Leave it out: for a target of faultline.yaml, ledger.schema says it.',
    });
  }
  for (const secret of passwordsIn(url)) session.hide(secret);
  if (target.length > 0) {
    throw new FaultlineError('INVALID_ARGUMENT', '--url and --target do not go together', {
      hint: 'Leave --target out: what is in the database of the URL is meant, of whatever target.',
    });
  }
  return {
    name: 'url',
    url,
    environment: 'production',
    protect: [],
    limits: {},
    bind: {},
    ledgerSchema,
    statementTimeout: 600,
  };
}
