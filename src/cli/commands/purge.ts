import type { Certificate } from '../../model/certificate.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Target } from '../../model/project.ts';
import { certificateText } from '../../output/certificate-text.ts';
import { count } from '../../output/format-number.ts';
import { findPurgeable, purge as purgeLedger, type Purgeable } from '../../run/purge.ts';
import { askWord } from '../ask-word.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { keepCertificate } from '../keep-certificate.ts';
import { oneTarget } from '../one-target.ts';
import { requireFormat } from '../require-format.ts';
import type { Session } from '../session.ts';
import { version } from '../version.ts';
import { actor, openConnection, openProject } from '../workspace.ts';

export interface PurgeOptions {
  /** The target's name, typed out. */
  readonly yes?: string | undefined;
  /** Where the certificate goes. */
  readonly certificate?: string | undefined;
  readonly allProjects?: boolean | undefined;
  /** Seconds. */
  readonly lockTimeout: number;
}

/** Drops the ledger and every snapshot of a target once nothing is active, and certifies what they held. */
export async function purge(session: Session, wanted: string | undefined, options: PurgeOptions): Promise<number> {
  if (wanted === undefined) {
    throw new FaultlineError('INVALID_ARGUMENT', 'say which target to purge', {
      hint: 'See what is active with: faultline status',
    });
  }
  requireFormat(session.options.format, ['text', 'json']);
  const project = await openProject(session);
  const target = oneTarget(project, wanted);
  const { lockTimeout, certificate: path, allProjects = false } = options;
  const connection = await openConnection(session, project, target, { readOnly: false, lockTimeout });
  const schema = connection.server.ledgerSchema;
  const found = await findPurgeable(connection, { schema, project: project.name, allProjects });
  if (found.state === 'nothing') {
    session.write(report(session, target, undefined, `There is nothing of Faultline in ${target.name}.\n`));
    return 0;
  }
  await approvePurge(session, target, found, options.yes);
  const purged = await purgeLedger(connection, {
    schema,
    project: project.name,
    target: target.name,
    allProjects,
    faultline: version(),
    actor: actor(),
    clock: session.clock,
    lockTimeout,
    keep: (certificate) => keepCertificate(path, found.state === 'unfinished', certificate),
  });
  session.changed.add(target.name);
  const kept = path === undefined ? '' : `Certificate: ${path}. Check it with: faultline purge --verify ${path}\n`;
  const what = purged?.isSchemaDropped === true ? 'the ledger, its schema' : 'the ledger';
  const dropped = `Dropped ${what} and ${count(purged?.snapshots ?? 0, 'snapshot')} of ${target.name}.\n`;
  const next = `Holds are gone with it: the next apply injects every scenario that is still there and due, also one that was rolled back by hand or has expired.\n`;
  session.write(report(session, target, purged?.certificate, dropped + next + kept));
  return 0;
}

/** @throws NOT_APPROVED */
async function approvePurge(
  session: Session,
  { name }: Target,
  found: Exclude<Purgeable, { state: 'nothing' }>,
  yes: string | undefined,
): Promise<void> {
  const hint = `If you mean it: faultline purge ${name} --yes ${name}`;
  if (yes === name) return;
  if (yes !== undefined) {
    throw new FaultlineError('NOT_APPROVED', `"${yes}" is not the target's name; nothing was dropped`, { hint });
  }
  if (!session.isInteractive) {
    throw new FaultlineError('NOT_APPROVED', 'nobody approved this purge; nothing was dropped', { hint });
  }
  const lost = found.state === 'unfinished' ? 'what an unfinished purge has left' : count(found.runs.length, 'run');
  session.write(
    `\nThis drops the ledger of ${name} with ${lost} and every snapshot: history, labels and holds are gone for good.\n\n`,
  );
  if ((await askWord(session, `Type the name of the target, ${name}, to purge it: `)) === name) return;
  throw new FaultlineError('NOT_APPROVED', 'not approved; nothing was dropped', { hint });
}

function report(session: Session, target: Target, certificate: Certificate | undefined, what: string): string {
  return inFormat(session.options.format, {
    text: () =>
      certificate === undefined ? what : `${certificateText(certificate, session.render([target]))}\n${what}`,
    json: () => documentText(certificate ?? { formatVersion: 1, kind: 'NothingPurged', target: target.name }),
  });
}
