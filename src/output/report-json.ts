import type { Run } from '../model/run.ts';
import { formatTable } from '../model/table.ts';
import type { HistoryReport, RunReport, StatusReport } from './reports.ts';
import { sumStandings } from './standing-words.ts';

/** `status` as a document. */
export function statusJson({ project, now, targets, failures, filesProblem }: StatusReport): object {
  return {
    formatVersion: 1,
    project,
    now,
    targets: targets.map(
      ({ target, environment, server, active, held, open, withoutFile, changed, coming, suspended }) => ({
        target,
        environment,
        server,
        active: active.map(({ run, standing, isRebuilt = false }) => ({
          ...runObject(run),
          standing: standing ?? null,
          isRebuilt,
        })),
        held: held.map((run) => ({
          ...runObject(run),
          ...(withoutFile && { isFileGone: withoutFile.includes(run.scenario) }),
          ...(changed && { isFileChanged: changed.includes(run.scenario) }),
        })),
        open: open.map(runObject),
        ...(coming && { coming }),
        ...(suspended && { suspended }),
      }),
    ),
    ...(filesProblem !== undefined && { filesProblem }),
    ...(failures.length > 0 && { failures }),
  };
}

/** `history` as a document. */
export function historyJson({ target, now, runs, total = runs.length }: HistoryReport): object {
  return { formatVersion: 1, target, now, total, runs: runs.map(runObject) };
}

/** `show` as a document, with the scenario file's text as it was applied. */
export function runJson(report: RunReport): object {
  return { formatVersion: 1, ...runObject(report.run), source: report.run.source, standings: standings(report) };
}

/** `verify` as a document. */
export function verifyJson(report: RunReport): object {
  const { run, steps } = report;
  return {
    formatVersion: 1,
    run: run.id,
    scenario: run.scenario,
    target: run.target,
    isIntact: steps.every(({ isIntact }) => isIntact),
    standing: sumStandings(steps.flatMap(({ standing }) => (standing === undefined ? [] : [standing]))),
    steps: standings(report),
  };
}

function standings({ steps }: RunReport): readonly object[] {
  return steps.map(({ step, standing, isIntact }) => ({ step: step.id, isIntact, standing: standing ?? null }));
}

/** A run without the text of its file and without the types of its columns. */
function runObject(run: Run): object {
  const { source: _, steps, ...rest } = run;
  return {
    ...rest,
    steps: steps.map(({ id, ordinal, anomaly, effect, table, columns, alteration, rows, sweep }) => ({
      id,
      ordinal,
      anomaly,
      effect,
      table: formatTable(table),
      columns: columns.after.map(({ name }) => name),
      alteration: alteration ?? null,
      rows,
      sweep: sweep ? { sweeps: sweep.sweeps, rows: sweep.rows } : null,
    })),
  };
}
