import { catalog } from '../../anomaly/registry.ts';
import { holdOf } from '../../ledger/holds.ts';
import { FaultlineError } from '../../model/errors.ts';
import { formatPlace } from '../../model/place.ts';
import type { Project, Target } from '../../model/project.ts';
import { isOpen, type Run } from '../../model/run.ts';
import type { Scenario } from '../../model/scenario.ts';
import { count } from '../../output/format-number.ts';
import { statusJson } from '../../output/report-json.ts';
import type { ActiveRun, StatusReport, TargetStatus } from '../../output/reports.ts';
import { sumStandings } from '../../output/standing-words.ts';
import { statusMarkdown } from '../../output/status-markdown.ts';
import { statusText } from '../../output/status-text.ts';
import { hasNothingLeft, runStanding } from '../../snapshot/run-standing.ts';
import { comingState } from '../../plan/coming-state.ts';
import { bindScenarios } from '../../plan/place-scenarios.ts';
import { loadScenarios } from '../../scenario/load-scenarios.ts';
import { scenariosOf } from '../../scenario/scenarios-of.ts';
import { formatInstant, parseInstant } from '../../snapshot/instant.ts';
import { type AdHoc, adHocTarget } from '../ad-hoc-target.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { readLedger, readTargets, type TargetRuns } from '../ledger-access.ts';
import { problemsOf, reportFailures } from '../report-error.ts';
import type { Session } from '../session.ts';

export interface StatusOptions extends AdHoc {
  /** Targets at once. */
  readonly concurrency: number;
}

/** What is active in each target, what is held, and what a crash left open. */
export async function status(session: Session, options: StatusOptions): Promise<number> {
  const adHoc = adHocTarget(session, options);
  const report =
    adHoc === undefined
      ? await readStatus(session, options.target, options.concurrency)
      : await readStatusAt(session, adHoc);
  session.write(
    inFormat(session.options.format, {
      text: () => statusText(report, session.render([])),
      json: () => documentText(statusJson(report)),
      markdown: () => statusMarkdown(report),
    }),
  );
  return reportFailures(session, report.failures);
}

/** The same, without a word about it. */
export async function readStatus(
  session: Session,
  names: readonly string[],
  concurrency?: number,
): Promise<StatusReport> {
  const { project, results, failures } = await readTargets(session, names, concurrency, describe);
  const now = session.clock().toISOString();
  const files = await readFiles(project);
  const targets = results.map((each) =>
    files.scenarios === undefined ? each : { ...each, ...coming(each, files.scenarios, project, now) },
  );
  return {
    project: project.name,
    now,
    targets,
    failures,
    isPartial: results.length + failures.length < project.targets.length,
    ...(files.problem !== undefined && { filesProblem: files.problem }),
  };
}

/** Of a database that is looked at by its URL, whosever the runs are. */
async function readStatusAt(session: Session, adHoc: Target): Promise<StatusReport> {
  const found = await readLedger(session, adHoc, describe);
  return {
    now: session.clock().toISOString(),
    targets: [{ ...found, target: found.server.database, environment: undefined }],
    failures: [],
  };
}

/** Scenarios, or what keeps them from being read: what is active is told all the same. */
async function readFiles(
  project: Project,
): Promise<{ readonly scenarios?: readonly Scenario[]; readonly problem?: string }> {
  try {
    return { scenarios: (await loadScenarios(project, catalog)).scenarios };
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    const [first, ...others] = problemsOf(error);
    const { code, message, place } = first!;
    const more = others.length === 0 ? '' : `, and ${count(others.length, 'more problem')}`;
    const problem = `${code}: ${message}${place === undefined ? '' : ` (${formatPlace(place)})`}${more}`;
    return code === 'NO_SCENARIOS' ? { scenarios: [], problem } : { problem };
  }
}

function coming(
  { target, held }: TargetStatus,
  scenarios: readonly Scenario[],
  project: Project,
  now: string,
): Partial<TargetStatus> {
  return comingState(
    scenariosOf(target, scenarios).flatMap((scenario) => bound(scenario, project, target)),
    held.filter((run) => run.project === project.name && run.target === target),
    formatInstant(parseInstant(now)!),
  );
}

/** As the ledger has its fingerprint: with the target's names in place of roles. None where it is left out there. */
function bound(scenario: Scenario, { targets }: Project, name: string): readonly Scenario[] {
  const target = targets.find((each) => each.name === name)!;
  try {
    return bindScenarios(undefined, target, [scenario], catalog).scenarios;
  } catch (error) {
    // What is wrong with its roles is for plan to say.
    if (error instanceof FaultlineError) return [scenario];
    throw error;
  }
}

async function describe({ target, connection, runs, lost, applied }: TargetRuns): Promise<TargetStatus> {
  const active: ActiveRun[] = [];
  for (const run of [...runs.filter(({ state }) => state === 'applied'), ...lost]) {
    const steps = await runStanding(connection, run, applied);
    active.push({
      run,
      standing: sumStandings(steps.map(({ standing }) => standing)),
      isRebuilt: steps.length > 0 && steps.every(hasNothingLeft),
    });
  }
  const { product, version, database } = connection.server;
  return {
    target: target.name,
    environment: target.environment,
    server: { product, version, database },
    active,
    held: heldOf(runs),
    open: runs.filter(isOpen),
  };
}

function heldOf(runs: readonly Run[]): readonly Run[] {
  const scenarios = Map.groupBy(runs, ({ project, target, scenario }) => JSON.stringify([project, target, scenario]));
  return [...scenarios.values()].flatMap((each) => holdOf(each) ?? []);
}
