import type { Standing } from '../../model/run.ts';
import { statusJson } from '../../output/report-json.ts';
import type { ActiveRun, StatusReport, TargetStatus } from '../../output/reports.ts';
import { statusMarkdown } from '../../output/status-markdown.ts';
import { statusText } from '../../output/status-text.ts';
import { runStanding } from '../../snapshot/run-standing.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { readTargets, type TargetRuns } from '../ledger-access.ts';
import type { Session } from '../session.ts';

/** What is active in each target, what is held, and what a crash left open. */
export async function status(session: Session, names: readonly string[]): Promise<number> {
  const { project, targets } = await readTargets(session, names);
  const described: TargetStatus[] = [];
  for (const each of targets) described.push(await describe(each));
  const report: StatusReport = { project: project.name, now: session.clock().toISOString(), targets: described };
  session.write(
    inFormat(session.options.format, {
      text: () => statusText(report, session.render([])),
      json: () => documentText(statusJson(report)),
      markdown: () => statusMarkdown(report),
    }),
  );
  return 0;
}

async function describe({ target, connection, runs }: TargetRuns): Promise<TargetStatus> {
  const applied = runs.filter((run) => run.state === 'applied');
  const active: ActiveRun[] = [];
  for (const run of applied) {
    const steps = await runStanding(connection, run, applied);
    active.push({ run, standing: total(steps.map(({ standing }) => standing)) });
  }
  const { product, version, database } = connection.server;
  return {
    target: target.name,
    environment: target.environment,
    server: { product, version, database },
    active,
    held: runs.filter((run) => isHeld(run, runs)),
    open: runs.filter((run) => run.state === 'prepared'),
  };
}

/** The newest run of its scenario ended by hand or by itself, and nobody has resumed it. */
function isHeld(run: (typeof held)[number], held: TargetRuns['runs']): boolean {
  const newest = held.findLast(({ scenario, state }) => scenario === run.scenario && state !== 'prepared');
  return (
    newest === run &&
    run.state === 'rolled back' &&
    !run.isReleased &&
    (run.endReason === 'manual' || run.endReason === 'expired')
  );
}

function total(standings: readonly Standing[]): Standing {
  const sum = (figure: keyof Standing) => standings.reduce((before, each) => before + each[figure], 0);
  return { intact: sum('intact'), restored: sum('restored'), conflicting: sum('conflicting'), gone: sum('gone') };
}
