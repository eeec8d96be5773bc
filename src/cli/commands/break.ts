import { extname, join } from 'node:path';
import { catalog } from '../../anomaly/registry.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Plan } from '../../model/plan.ts';
import { isInjection } from '../../model/plan-changes.ts';
import type { Project, Target } from '../../model/project.ts';
import type { Run } from '../../model/run.ts';
import type { Scenario } from '../../model/scenario.ts';
import { readRuns } from '../../ledger/runs.ts';
import { makePlan } from '../../plan/make-plan.ts';
import { applyPlan } from '../../run/apply-plan.ts';
import { readLabels } from '../../run/read-labels.ts';
import { brokenJson, brokenMarkdown, brokenText } from '../../output/broken-text.ts';
import { checkPaths } from '../break/check-paths.ts';
import { parseSpec, type BreakSpec } from '../break/parse-spec.ts';
import { rethrowInWords, scenarioOf, type BreakWishes } from '../break/scenario-of.ts';
import { handOver, openWorkFolder, type WorkFolder } from '../break/work-folder.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { observeRun } from '../observe-run.ts';
import type { Session } from '../session.ts';
import { version } from '../version.ts';
import { actor, openConnection } from '../workspace.ts';
import { checkForm, formOf, writeLabelFile } from './labels.ts';

export interface BreakOptions extends BreakWishes {
  readonly out: string;
  readonly labels?: string | undefined;
  readonly force?: boolean | undefined;
}

const origin = { repository: 'command line', ref: '', commit: '', directory: '.' };
const lockTimeout = 5;

/** Breaks a copy of one file, without any project; the file itself stays as it is. */
export async function breakFile(
  session: Session,
  input: string,
  words: readonly string[],
  options: BreakOptions,
): Promise<number> {
  const specs = words.map(parseSpec);
  if (options.labels !== undefined) checkForm(session, undefined, options.labels);
  const outputs = [
    { option: '--out', path: options.out },
    ...(options.labels === undefined ? [] : [{ option: '--labels', path: options.labels }]),
  ];
  checkPaths(input, outputs, options.force === true);
  if (!isDataFile(input)) refuseEnding(input);
  if (!isDataFile(options.out)) refuseEnding(options.out);
  const table = tableName(input);
  const scenario = scenarioOf(catalog, `main.${table}`, specs, options);
  refuseConversion(scenario, input, options.out);
  const folder = await openWorkFolder(input, options.out);
  try {
    const { plan, run } = await breakIn(session, folder, table, scenario, specs);
    const labels = await handOut(session, folder, table, run, options);
    const planned = plan.targets[0]!.actions.filter(isInjection)[0]!;
    const broken = {
      input,
      out: options.out,
      labels: options.labels,
      labelCount: labels,
      steps: planned.steps,
      now: plan.now,
    };
    session.write(
      inFormat(session.options.format, {
        text: () => brokenText(broken),
        json: () => documentText(brokenJson(broken)),
        markdown: () => brokenMarkdown(broken),
      }),
    );
    return 0;
  } catch (error) {
    rethrowInWords(error, specs);
  } finally {
    await session.close();
    await folder.remove();
  }
}

async function breakIn(
  session: Session,
  folder: WorkFolder,
  table: string,
  scenario: Scenario,
  specs: readonly BreakSpec[],
): Promise<{ readonly plan: Plan; readonly run: Run }> {
  const project = projectIn(folder, table);
  const shared = { project, catalog, scenarios: [scenario] };
  session.progress.show('planning');
  const plan = await makePlan({
    ...shared,
    faultline: version(),
    targets: project.targets,
    isComplete: true,
    origin,
    now: session.clock(),
    prune: false,
    open: (target) => openConnection(session, project, target, { readOnly: true, lockTimeout }),
  }).catch((error: unknown) => rethrowInWords(error, specs));
  const { results } = await applyPlan({
    ...shared,
    plan,
    onConflict: 'abort',
    actor: actor(),
    clock: session.clock,
    lockTimeout,
    observe: observeRun(session),
    open: (target) => openConnection(session, project, target, { readOnly: false, lockTimeout }),
  });
  return { plan, run: results[0]!.injected[0]! };
}

/** Gives the broken file and its labels to whoever asked. @returns number of labels; undefined where none were asked for */
async function handOut(
  session: Session,
  folder: WorkFolder,
  table: string,
  { id }: Run,
  { out, labels }: BreakOptions,
): Promise<number | undefined> {
  const project = projectIn(folder, table);
  const connection = await openConnection(session, project, project.targets[0]!, { readOnly: false, lockTimeout });
  const [run] = await readRuns(connection, connection.server.ledgerSchema, { id });
  let written = join(folder.path, folder.file);
  if (!isSameForm(folder.file, out)) {
    written = `${folder.path}/converted${formOfData(out)}`;
    await connection.files!.exportTable(
      { schema: connection.server.defaultSchema, name: table },
      `converted${formOfData(out)}`,
    );
  }
  session.progress.show('writing labels');
  const count =
    labels === undefined
      ? undefined
      : await writeLabelFile(session, readLabels(connection, run!), formOf(labels), labels);
  await handOver(written, out);
  return count;
}

function projectIn({ path, file }: WorkFolder, table: string): Project {
  const target: Target = {
    name: 'file',
    url: `files:${encodeURI(path)}`,
    environment: 'development',
    protect: [],
    limits: {},
    bind: {},
    tables: { [table]: file.replaceAll(/[*?{},]/g, '?') },
    statementTimeout: 86_400,
  };
  return { name: 'break', root: path, targets: [target], scenarios: [], keepSnapshots: { amount: 1, unit: 'day' } };
}

/** @throws INVALID_ARGUMENT where a file that is to be broken as a file would be written in another format */
function refuseConversion({ steps }: Scenario, input: string, out: string): void {
  const step = steps.find((each) => catalog.get(each.anomaly)?.effect === 'file');
  if (step === undefined || isSameForm(input, out)) return;
  throw new FaultlineError(
    'INVALID_ARGUMENT',
    `${step.anomaly} breaks ${input} as it is, and ${out} is of another format`,
    {
      hint: `Let --out end in ${formOfData(input)}.`,
    },
  );
}

/** A name that scenario files need not quote. */
function tableName(input: string): string {
  const stem = input.replace(/^.*[\\/]/, '').replace(/\..*$/, '');
  return stem.replaceAll(/[^\p{L}\p{N}_]+/gu, '_') || 'file';
}

/** `.csv.gz` of `orders.csv.gz`. */
function formOfData(path: string): string {
  const packed = /\.gz$/i.test(path) ? '.gz' : '';
  return `${extname(path.slice(0, path.length - packed.length))}${packed}`.toLowerCase();
}

function isSameForm(one: string, other: string): boolean {
  const plain = (path: string) => formOfData(path).replace('.ndjson', '.jsonl');
  return plain(one) === plain(other);
}

function isDataFile(path: string): boolean {
  return /^\.(csv|tsv|jsonl|ndjson)(\.gz)?$|^\.parquet$/.test(formOfData(path));
}

/** @throws INVALID_ARGUMENT */
function refuseEnding(path: string): never {
  throw new FaultlineError(
    'INVALID_ARGUMENT',
    `the ending of ${path} is of no format that Faultline reads and writes`,
    {
      hint: 'Known are .csv, .tsv, .jsonl, .ndjson, each also with .gz, and .parquet.',
    },
  );
}
