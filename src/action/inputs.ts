import type { Environment } from '../scenario/ci-environment.ts';
import { FaultlineError } from '../model/errors.ts';
import { logLevels, type LogLevel } from '../output/log.ts';
import type { OnConflict } from '../run/undo-step.ts';
import {
  type ActionCommand,
  actionCommands,
  type InputDefinition,
  type InputName,
  inputDefinitions,
} from './input-definitions.ts';

const reportFormats = ['markdown', 'text', 'json'] as const;
type ReportFormat = (typeof reportFormats)[number];

const onConflicts = ['abort', 'skip', 'merge', 'force'] as const satisfies readonly OnConflict[];

const labelForms = ['csv', 'jsonl', 'parquet'] as const;

/** The inputs of one step, read and checked. Empty texts mean "not given". */
export interface Inputs {
  readonly command: ActionCommand;
  readonly scenarios: readonly string[];
  readonly config: string;
  readonly target: readonly string[];
  readonly planFile: string;
  readonly autoApprove: boolean;
  readonly allowProduction: readonly string[];
  readonly prune: boolean;
  readonly run: string;
  readonly all: boolean;
  readonly onConflict: OnConflict;
  /** Seconds. */
  readonly lockTimeout: number;
  /** Targets at once. */
  readonly concurrency: number;
  readonly labelsFile: string;
  readonly labelsFormat: (typeof labelForms)[number] | undefined;
  readonly format: ReportFormat;
  readonly logLevel: LogLevel;
  readonly comment: boolean;
  readonly workingDirectory: string;
  readonly token: string;
}

/**
 * Reads the inputs as the runner hands them over: `INPUT_PLAN-FILE` for `plan-file`.
 * @throws INVALID_ARGUMENT for a value that an input does not take
 */
export function readInputs(env: Environment): Inputs {
  const text = (name: InputName) => textOf(env, name);
  const inputs: Inputs = {
    command: choice('command', text('command'), actionCommands),
    scenarios: lines(text('scenarios')),
    config: text('config'),
    target: lines(text('target')),
    planFile: text('plan-file'),
    autoApprove: yesOrNo('auto-approve', text('auto-approve')),
    allowProduction: lines(text('allow-production')),
    prune: yesOrNo('prune', text('prune')),
    run: text('run'),
    all: yesOrNo('all', text('all')),
    onConflict: choice('on-conflict', text('on-conflict'), onConflicts),
    lockTimeout: seconds('lock-timeout', text('lock-timeout')),
    concurrency: amount('concurrency', text('concurrency')),
    labelsFile: text('labels-file'),
    labelsFormat: text('labels-format') === '' ? undefined : choice('labels-format', text('labels-format'), labelForms),
    format: choice('format', text('format'), reportFormats),
    logLevel: choice('log-level', text('log-level') || (env['RUNNER_DEBUG'] === '1' ? 'debug' : 'info'), logLevels),
    comment: yesOrNo('comment', text('comment')),
    workingDirectory: text('working-directory'),
    token: text('github-token'),
  };
  checkTogether(inputs);
  return inputs;
}

/** The text of an input without the blanks around it, its default where the runner hands none over. */
function textOf(env: Environment, name: InputName): string {
  const definition: InputDefinition = inputDefinitions[name];
  // A default of GitHub's own expressions is the runner's to fill in.
  const fallback = definition.default?.startsWith('${{') === true ? '' : (definition.default ?? '');
  // Empty is what an expression without a value leaves: "not given" as well.
  return env[`INPUT_${name.toUpperCase()}`]?.trim() || fallback;
}

function checkTogether({ command, planFile, scenarios, target, prune, run, all }: Inputs): void {
  if (planFile !== '' && !planFile.endsWith('.json')) {
    throw invalid(`plan-file is "${planFile}", which does not end in .json`, 'Call it plan.json.');
  }
  if (command === 'apply' && planFile !== '' && (scenarios.length > 0 || target.length > 0 || prune)) {
    throw refused(
      'a saved plan already says which scenarios and targets, and what to prune',
      'Leave scenarios, target and prune out, or plan again with them.',
    );
  }
  if (command === 'labels' && run === '')
    throw refused('command labels needs the input run', 'Set run to a run or a scenario.');
  if (command === 'rollback' && (run === '') !== all) {
    throw refused(
      'command rollback needs the input run or all, and not both',
      'Set run to a run or a scenario, or all to true.',
    );
  }
}

function lines(text: string): readonly string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** As GitHub reads booleans: https://yaml.org/spec/1.2/spec.html#id2804923. */
function yesOrNo(name: InputName, text: string): boolean {
  if (/^(true|True|TRUE)$/u.test(text)) return true;
  if (/^(false|False|FALSE|)$/u.test(text)) return false;
  throw invalid(`${name} is "${text}"`, 'Write true or false.');
}

function choice<Choice extends string>(name: InputName, text: string, choices: readonly Choice[]): Choice {
  const found = choices.find((each) => each === text);
  if (found !== undefined) return found;
  throw invalid(text === '' ? `${name} is not given` : `${name} is "${text}"`, `Use ${choices.join(', ')}.`);
}

function seconds(name: InputName, text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number >= 0) return number;
  throw invalid(`${name} is "${text}"`, 'Write a number of seconds.');
}

function amount(name: InputName, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw invalid(`${name} is "${text}"`, 'Write a whole number from 1 on.');
}

function invalid(problem: string, hint: string): FaultlineError {
  return refused(`input ${problem}`, hint);
}

function refused(problem: string, hint: string): FaultlineError {
  return new FaultlineError('INVALID_ARGUMENT', problem, { hint });
}
