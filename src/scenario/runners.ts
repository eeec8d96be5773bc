import { parse } from 'yaml';
import { cronProblem } from './slots.ts';

/** A workflow of GitHub Actions. */
export interface WorkflowFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A workflow that calls apply by the clock. */
export interface Runner {
  readonly path: string;
  /** At least one; time zones are names of the IANA database. */
  readonly schedules: readonly { readonly cron: string; readonly timezone: string }[];
}

/**
 * Workflows that call `apply` (or `watch`) by the clock, in a `run`, by an action with `command: apply`, or through another
 * workflow of the same repository. What is no workflow is left out.
 * Source: docs.github.com/actions/reference/workflows-and-actions/workflow-syntax, `on.schedule` and `jobs.<job_id>.uses`
 */
export function runnersIn(files: readonly WorkflowFile[]): readonly Runner[] {
  const documents = new Map(files.map(({ path, text }) => [path, documentOf(text)]));
  return files.flatMap(({ path }) => {
    const schedules = schedulesOf(documents.get(path));
    return schedules.length > 0 && callsApply(path, documents, new Set()) ? [{ path, schedules }] : [];
  });
}

/** Whether a workflow of the repository runs `faultline watch`, by the clock or not. */
export function isWatchedIn(files: readonly WorkflowFile[]): boolean {
  return files.some(({ text }) => {
    const jobs = Object.values(member(documentOf(text), 'jobs') ?? {});
    return jobs.some((job) => listOf(member(job, 'steps')).some((step) => runsFaultline(step, 'watch')));
  });
}

function documentOf(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

function schedulesOf(workflow: unknown): Runner['schedules'] {
  return listOf(member(member(workflow, 'on'), 'schedule')).flatMap((entry) => {
    const cron = textOf(member(entry, 'cron')).trim();
    const named = textOf(member(entry, 'timezone'));
    if (cron === '' || cronProblem(cron, 'UTC') !== undefined) return [];
    const isKnown = named !== '' && cronProblem(cron, named) === undefined;
    return [{ cron, timezone: isKnown ? named : 'UTC' }];
  });
}

/** @param seen workflows that are being looked at: they may call each other in a circle */
function callsApply(path: string, documents: ReadonlyMap<string, unknown>, seen: ReadonlySet<string>): boolean {
  if (seen.has(path)) return false;
  const jobs = Object.values(member(documents.get(path), 'jobs') ?? {});
  return jobs.some((job) => {
    const called = /^\.\/(.+)$/.exec(textOf(member(job, 'uses')))?.[1];
    if (called !== undefined && callsApply(called, documents, new Set([...seen, path]))) return true;
    return listOf(member(job, 'steps')).some(isApplying);
  });
}

function isApplying(step: unknown): boolean {
  if (textOf(member(step, 'uses')) !== '') return textOf(member(member(step, 'with'), 'command')).trim() === 'apply';
  return runsFaultline(step, 'apply') || runsFaultline(step, 'watch');
}

function runsFaultline(step: unknown, command: 'apply' | 'watch'): boolean {
  // A command that goes on in the next line is one line.
  const lines = textOf(member(step, 'run'))
    .replaceAll(/\\\r?\n/g, ' ')
    .split('\n');
  return lines.some((line) => calls[command].test(line));
}

const calls = {
  apply: /^[^#]*\bfaultline(?:@\S+)?\s(?:[^#|;&]*\s)?apply(?:\s|$)/,
  watch: /^[^#]*\bfaultline(?:@\S+)?\s(?:[^#|;&]*\s)?watch(?:\s|$)/,
} as const;

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
