import { FaultlineError } from '../model/errors.ts';
import { configurationDiff } from './write/configuration-diff.ts';
import { listed } from './write/refuse-in-the-way.ts';

type Configuration = Readonly<Record<string, unknown>>;

/**
 * Refuses to go on with a run by another configuration.
 * @param before of the run that was begun, as JSON holds it, with `now` and the version of `faultline`
 * @param after of the run that would go on
 * @param anew what --force does: `make all files anew`
 * @throws INVALID_ARGUMENT with what has changed
 */
export function refuseOtherConfiguration(before: Configuration, after: Configuration, anew: string): void {
  const differences = configurationDiff(before, after);
  if (differences.length === 0) return;
  const outside = ['now', 'faultline'].filter((key) => differences.some((each) => each.startsWith(`${key}: `)));
  const ways = outside.map((key) => (key === 'now' ? clockOf(before) : versionOf(before)));
  throw new FaultlineError('INVALID_ARGUMENT', `the run was begun with another configuration: ${listed(differences)}`, {
    hint:
      outside.length === differences.length
        ? `Go on with ${ways.join(' and with ')}, or ${anew} with --force.`
        : `Take the changes back to go on with --continue, or ${anew} with --force.`,
  });
}

function clockOf({ now }: Configuration): string {
  return `the clock of then, --now ${String(now)}`;
}

function versionOf({ faultline }: Configuration): string {
  return typeof faultline === 'string' ? `Faultline ${faultline}` : 'the Faultline of then';
}
