import { join } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';
import { defaultConcurrency } from '../../model/project.ts';
import type { Proposal, TargetProposals } from '../../model/proposal.ts';
import { count } from '../../output/format-number.ts';
import { proposalsText } from '../../output/proposals-text.ts';
import { inFleet } from '../../plan/fleet.ts';
import { unshareTables } from '../../plan/propose/shared-tables.ts';
import { readFileText } from '../../scenario/file-text.ts';
import { findProjectFile } from '../../scenario/load-project.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { writeBinding } from '../../scenario/write-bindings.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { reportFailures } from '../report-error.ts';
import type { Session } from '../session.ts';
import { proposeForTarget } from '../propose-for-target.ts';
import { chooseTargets, openWorkspace, type Workspace } from '../workspace.ts';
import { replaceFile } from '../write-file.ts';

export interface BindOptions {
  /** Only these roles; none = all that scenarios declare. */
  readonly role: readonly string[];
  /** Put what is sure into faultline.yaml. */
  readonly write?: boolean | undefined;
}

/** Proposes what could play the roles of scenarios in targets, from what their tables are like. */
export async function bind(session: Session, names: readonly string[], options: BindOptions): Promise<number> {
  const workspace = await openWorkspace(session, []);
  checkRoleNames(workspace, options.role);
  const chosen = chooseTargets(workspace.project, names);
  const { results, failures } = await inFleet(chosen, defaultConcurrency, (target) =>
    proposeForTarget(session, workspace, target, options.role),
  );
  const { targets, warnings } = unshareTables(
    results.map(({ proposals }) => proposals),
    results.flatMap(({ uses }) => uses),
  );
  const sure = targets.flatMap(({ target, proposals }) =>
    proposals.filter(({ certainty }) => certainty === 'sure').map((proposal) => ({ target, proposal })),
  );
  const written = options.write === true ? await write(workspace.project.root, sure) : [];
  session.write(
    inFormat(session.options.format, {
      text: () =>
        `${proposalsText(targets, warnings, session.render([]))}\n${closing(targets, sure.length, options.write === true ? written : undefined)}\n`,
      json: () =>
        documentText({
          formatVersion: 1,
          targets,
          written,
          ...(warnings.length > 0 && { warnings }),
          ...(failures.length > 0 && { failures }),
        }),
    }),
  );
  return reportFailures(session, failures);
}

/** @throws INVALID_ARGUMENT for a role that no scenario declares */
function checkRoleNames({ scenarios }: Workspace, wanted: readonly string[]): void {
  const known = [...new Set(scenarios.flatMap(({ roles }) => roles.map(({ name }) => name)))];
  if (known.length === 0) {
    throw new FaultlineError('INVALID_ARGUMENT', 'no scenario has roles', {
      hint: 'Declare one in a scenario: `roles: {fact: {needs: [time, amount]}}`, and write `table: ${fact}` in a step.',
    });
  }
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new FaultlineError('INVALID_ARGUMENT', `no scenario declares the role "${unknown}"`, {
      hint: didYouMean(unknown, known, 'roles'),
    });
}

interface Sure {
  readonly target: string;
  readonly proposal: Proposal;
}

/** @returns those that are in the file now, as `target: role` */
async function write(root: string, sure: readonly Sure[]): Promise<readonly string[]> {
  const path = (await findProjectFile(root)) ?? join(root, 'faultline.yaml');
  const written: string[] = [];
  const before = await readFileText(path, path);
  let text = before;
  for (const { target, proposal } of sure) {
    const names = {
      table: proposal.table!.name,
      ...Object.fromEntries(proposal.columns.map(({ need, choice }) => [need, choice!.name])),
    };
    const next = writeBinding(text, path, { target, role: proposal.role, names });
    if (next === undefined) continue;
    text = next;
    written.push(`${target}: ${proposal.role}`);
  }
  if (text !== before) await replaceFile(path, text);
  return written;
}

function closing(targets: readonly TargetProposals[], sure: number, written: readonly string[] | undefined): string {
  const all = targets.reduce((sum, { proposals }) => sum + proposals.length, 0);
  if (all === 0) return 'Every role is bound.';
  const open = targets.flatMap(({ target, proposals }) =>
    proposals.map(({ role }) => `${target}: ${role}`).filter((name) => written?.includes(name) !== true),
  );
  if (written === undefined) {
    const next = sure === 0 ? '' : ' Write the sure ones into faultline.yaml with --write.';
    return `${count(sure, 'binding')} of ${all} sure.${next}`;
  }
  const left = open.length === 0 ? '' : `; left to you: ${open.join(', ')}`;
  return `Wrote ${count(written.length, 'binding')} into faultline.yaml${left}.`;
}
