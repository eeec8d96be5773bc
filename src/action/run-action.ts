import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { redacted } from '../cli/report-error.ts';
import type { Session } from '../cli/session.ts';
import { toFaultlineError } from '../cli/to-faultline-error.ts';
import { exitCodes } from '../model/error-codes.ts';
import { FaultlineError } from '../model/errors.ts';
import { exitCodeOf, fromFailures } from '../model/failure.ts';
import { openActionSession } from './action-session.ts';
import type { ActionReport, TellOutputs } from './action-report.ts';
import { annotateProblems } from './annotate-problems.ts';
import { setOutputs } from './file-commands.ts';
import { inActionsWords } from './in-actions-words.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { nativeDrivers } from './native-drivers.ts';
import { provideNativePackage } from './native-package.ts';
import { isForWantOfSecrets, planWithoutSecrets, withoutWithheld } from './plan-without-secrets.ts';
import { problemReport } from './problem-report.ts';
import type { OutputName } from './output-definitions.ts';
import { comment, summarise, writeReport } from './publish-report.ts';
import { annotate, say, sayFolded } from './workflow-commands.ts';
import { readWorkflowRun, type WorkflowRun } from './workflow-run.ts';

/**
 * One step: reads the inputs, does what the command of the command line does, and tells of it by outputs, summary,
 * annotations, log and a comment.
 * @returns the exit code, which is the command's: the step fails if it is not 0
 */
export async function runAction(env: NodeJS.ProcessEnv): Promise<number> {
  const told: Partial<Record<OutputName, string>> = {};
  const tell: TellOutputs = (outputs) => Object.assign(told, outputs);
  try {
    return await runStep(env, tell);
  } finally {
    setOutputs(env, told);
  }
}

async function runStep(env: NodeJS.ProcessEnv, tell: TellOutputs): Promise<number> {
  const run = await readWorkflowRun(env, process.cwd(), tmpdir());
  const inputs = readOrRefuse(env, run);
  if (inputs instanceof FaultlineError) return refuse(inputs, tell);
  const session = await openActionSession(inputs);
  if (inputs.token !== '') session.hide(inputs.token);
  const folder = mkdtempSync(join(run.temporary, 'faultline-'));
  try {
    const { report, code } = await outcome(session, inputs, run, tell, folder);
    tell({ 'exit-code': String(code), report: await writeReport(report, inputs, folder, session.redact) });
    // A report of problems is what people open the log for.
    if (code === exitCodes.done) sayFolded(`Faultline ${inputs.command}`, session.redact(report.text));
    else say(session.redact(report.text));
    summarise(env, report, session.redact);
    await session.close();
    await comment(report, inputs, run, session);
    return code;
  } finally {
    await session.finish();
  }
}

interface Outcome {
  readonly report: ActionReport;
  readonly code: number;
}

async function outcome(
  session: Session,
  inputs: Inputs,
  run: WorkflowRun,
  tell: TellOutputs,
  folder: string,
): Promise<Outcome> {
  try {
    for (const name of await nativeDrivers(session, inputs)) {
      const { signal, log } = session;
      const cache = process.env['RUNNER_TOOL_CACHE'] || run.temporary;
      await provideNativePackage(name, { workingDirectory: process.cwd(), cache, signal, log });
    }
    const report = await carryOut(session, inputs, run, tell, folder);
    const { failures = [] } = report;
    if (failures.length === 0) return { report, code: exitCodes.done };
    const error = redacted(inActionsWords(fromFailures(failures)), session.redact);
    await annotateProblems(error, inputs.config, run.workspace);
    const text = `${report.text}\n${problemReport(inputs.command, error).text}`;
    return { report: { ...report, text }, code: exitCodeOf(failures) };
  } catch (error) {
    session.log.debug('failed', { error });
    const known = redacted(inActionsWords(toFaultlineError(error, session)), session.redact);
    await annotateProblems(known, inputs.config, run.workspace);
    // What was committed before the failure stays committed.
    if (session.changed.size > 0) tell({ 'has-changes': 'true' });
    return { report: problemReport(inputs.command, known), code: known.exitCode };
  }
}

async function carryOut(
  session: Session,
  inputs: Inputs,
  run: WorkflowRun,
  tell: TellOutputs,
  folder: string,
): Promise<ActionReport> {
  switch (inputs.command) {
    case 'validate':
      return (await import('./commands/validate.ts')).validate(session, inputs);
    case 'plan':
      try {
        return withoutWithheld(await (await import('./commands/plan.ts')).plan(session, inputs, tell), run);
      } catch (error) {
        if (!isForWantOfSecrets(error, run)) throw error;
        return planWithoutSecrets(session, inputs, run);
      }
    case 'apply':
      return (await import('./commands/apply.ts')).apply(session, inputs, tell);
    case 'rollback':
      return (await import('./commands/rollback.ts')).rollback(session, inputs, tell);
    case 'recover':
      return (await import('./commands/recover.ts')).recover(session, inputs, tell);
    case 'status':
      return (await import('./commands/status.ts')).status(session, inputs, tell);
    case 'labels':
      return (await import('./commands/labels.ts')).labels(session, inputs, tell, folder);
  }
}

/** Reads the inputs, and goes to the folder that their paths start from. */
function readOrRefuse(env: NodeJS.ProcessEnv, { workspace }: WorkflowRun): Inputs | FaultlineError {
  try {
    const inputs = readInputs(env);
    enter(resolve(workspace, inputs.workingDirectory));
    return inputs;
  } catch (error) {
    if (error instanceof FaultlineError) return error;
    throw error;
  }
}

function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch (cause) {
    throw new FaultlineError('INVALID_ARGUMENT', `input working-directory: there is no folder ${folder}`, {
      hint: 'Name a folder of the checkout; and is there a step with actions/checkout before this one?',
      cause,
    });
  }
}

/** Without inputs there is neither a session nor a report. */
function refuse({ code, message, hint, exitCode }: FaultlineError, tell: TellOutputs): number {
  annotate('error', `${message}\n${hint ?? ''}`, { title: `Faultline: ${code}` });
  tell({ 'exit-code': String(exitCode) });
  return exitCode;
}
