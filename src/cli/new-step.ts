import { access, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { catalog } from '../anomaly/registry.ts';
import type { Anomaly } from '../model/anomaly.ts';
import { FaultlineError, ProblemsError } from '../model/errors.ts';
import type { Project } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { scenarioYaml } from '../output/scenario-yaml.ts';
import { flowStepYaml, type NewStep, stepYaml } from '../output/step-yaml.ts';
import type { ProposedOthers } from '../plan/offer/propose-others.ts';
import type { Subject } from '../plan/read-subject.ts';
import { appendStep } from '../scenario/append-step.ts';
import { readFileText } from '../scenario/file-text.ts';
import { freeSlug } from '../scenario/free-slug.ts';
import { globPattern } from '../model/glob.ts';
import { toScenario } from '../scenario/parse-scenario.ts';
import { readYaml } from '../scenario/yaml-file.ts';
import type { StepPlace } from './step-place.ts';

/** Where a JSON Schema of scenario files may be, relative to the project's folder; the last one is where npm puts it. */
const schemas = ['schema/scenario.v1.json', 'node_modules/faultline/schema/scenario.v1.json'] as const;

/** A step that is about to be written. */
export interface Addition {
  readonly anomaly: Anomaly;
  readonly subject: Subject;
  readonly place: StepPlace;
  /** Its id; undefined = of its column or table. */
  readonly step: string | undefined;
  readonly volume: string | undefined;
  /** Other columns that the step names, by their parameters of `with`. */
  readonly others: ProposedOthers;
}

/** What a file is to hold. */
export interface WrittenStep {
  /** The whole file. */
  readonly text: string;
  /** The step alone, as lines of YAML. */
  readonly lines: readonly string[];
  /** What the file says; its last step is the new one. */
  readonly scenario: Scenario;
}

/** The text of a scenario file with one more step, read back and checked. @throws what is wrong with the file as it is, INVALID_ARGUMENT, DUPLICATE_NAME */
export async function writeStep(project: Project, addition: Addition): Promise<WrittenStep> {
  const { place, subject } = addition;
  const old = place.isNew ? undefined : await readScenario(project, place.path);
  if (old && !old.scenario.targets.some((pattern) => globPattern(pattern).test(subject.target.name))) {
    throw new FaultlineError(
      'INVALID_ARGUMENT',
      `scenario "${old.scenario.name}" is for ${old.scenario.targets.join(', ')}, not for ${subject.target.name}`,
      { hint: 'Name another scenario, or leave --scenario out for a new one.' },
    );
  }
  const step = toStep(addition, old?.scenario.steps.map(({ id }) => id) ?? []);
  const lines = stepYaml(step);
  const text = old
    ? `${old.mark}${appendStep(old.text, place.path, { block: lines, flow: flowStepYaml(step) })}`
    : scenarioYaml(await headOf(project, addition), lines);
  return { text, lines, scenario: readBack(text, place.path, project) };
}

async function readScenario(project: Project, path: string) {
  const file = join(project.root, path);
  const text = await readFileText(file, path);
  const mark = (await readFile(file, 'utf8')).startsWith('\u{FEFF}') ? '\u{FEFF}' : '';
  return { text, mark, scenario: toScenario(readYaml(text, path), catalog, namesOf(project)) };
}

function toStep({ anomaly, subject, step, volume, others }: Addition, taken: readonly string[]): NewStep {
  if (step !== undefined && taken.includes(step)) {
    throw new FaultlineError('DUPLICATE_NAME', `the scenario has a step "${step}" already`, {
      hint: `Choose another one, such as --step ${freeSlug([step], taken, anomaly.id)}, or leave it out.`,
    });
  }
  if (volume !== undefined && anomaly.volume === undefined) {
    throw new FaultlineError('INVALID_ARGUMENT', `${anomaly.id} takes no volume`, { hint: 'Leave --volume out.' });
  }
  const { table, title, column } = subject;
  return { id: step ?? freeSlug([column ?? title], taken, anomaly.id), anomaly, table, column, volume, others };
}

async function headOf({ root }: Project, { anomaly, subject, place }: Addition) {
  const where = subject.column === undefined ? subject.table : `${subject.table}.${subject.column}`;
  const found = await Promise.all(schemas.map((path) => isThere(join(root, path))));
  const schema = schemas[found.indexOf(true)] ?? schemas[1];
  return {
    name: place.name,
    description: `${anomaly.title} in ${where}.`,
    target: subject.target.name,
    schema: relative(dirname(join(root, place.path)), join(root, schema)).replaceAll('\\', '/'),
  };
}

/** What is wrong with the new text can only be what was asked for on the command line. */
function readBack(text: string, path: string, project: Project): Scenario {
  try {
    return toScenario(readYaml(text.replace(/^\u{FEFF}/u, ''), path), catalog, namesOf(project));
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const [first] = error.problems;
    throw new FaultlineError('INVALID_ARGUMENT', first!.message, { hint: first!.hint, cause: error });
  }
}

function namesOf({ targets }: Project): readonly string[] {
  return targets.map(({ name }) => name);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
