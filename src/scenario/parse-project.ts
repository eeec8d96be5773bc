import type { Duration, DurationUnit } from '../model/duration.ts';
import { approvals, environments, type Project, type Target } from '../model/project.ts';
import type { Place } from '../model/place.ts';
import { readBindings } from './binding.ts';
import { readClockDuration } from './duration-field.ts';
import { rootField, textOf, type Field } from './field.ts';
import { readLimits } from './limits.ts';
import { holdsLiteralSecret } from './literal-secret.ts';
import { mergeProblems, throwProblems, toError, type Path, type Problem } from './problem.ts';
import { projectSchema } from './project-schema.ts';
import { checkSchema } from './schema-check.ts';
import { referenceProblem, splitReferences } from './secret-reference.ts';
import { checkSlug } from './slug.ts';
import { readYaml } from './yaml-file.ts';

/**
 * A project from the text of its file.
 * @param path as errors name the file @param root absolute path of its folder
 * @throws ProblemsError of everything wrong with the file, sorted by line
 */
export function parseProject(text: string, path: string, root: string): Project {
  const file = readYaml(text, path);
  const meaning: Problem[] = [];
  const project = readProject(
    rootField(file, (problem) => meaning.push(problem)),
    root,
    (target) => file.placeOf(target),
  );
  throwProblems(
    mergeProblems(checkSchema(projectSchema, file.value, []), meaning).map((problem) => toError(problem, file)),
  );
  return project;
}

const defaultScenarios = ['scenarios/**/*.yaml', 'scenarios/**/*.yml'];

function readProject(top: Field, root: string, placeOf: (path: Path) => Place): Project {
  checkSlug(top.at('project'));
  refuseLiteralSecrets(top);
  refuseTargetsAtTop(top);
  const { value: scenarios } = top.at('scenarios');
  const { value: targets } = top.at('targets');
  const keep = top.at('privacy').at('keepSnapshots');
  return {
    name: textOf(top.at('project')),
    root,
    targets: isMapping(targets)
      ? Object.keys(targets).map((name) => readTarget(name, top.at('targets').at(name), placeOf))
      : [],
    scenarios: Array.isArray(scenarios) ? scenarios.filter((glob) => typeof glob === 'string') : defaultScenarios,
    keepSnapshots: (keep.value === undefined ? undefined : readClockDuration(keep)) ?? { amount: 7, unit: 'day' },
  };
}

/** What looks like a target and is none, since it stands beside `targets`. */
function refuseTargetsAtTop(top: Field): void {
  const known = Object.keys(projectSchema.properties);
  for (const key of isMapping(top.value) ? Object.keys(top.value) : []) {
    if (known.includes(key) || top.at(key).at('url').value === undefined) continue;
    top.at(key).refuse(`unknown key "${key}"`, 'If it is a target, indent it below targets.', 'UNKNOWN_KEY');
  }
}

function readTarget(name: string, field: Field, placeOf: (path: Path) => Place): Target {
  const { value: environment } = field.at('environment');
  const { value: protect } = field.at('protect');
  const { value: approval } = field.at('approval');
  checkUrl(field.at('url'));
  return {
    name,
    url: textOf(field.at('url')),
    // Whatever is none of them is refused by the schema; until then it is treated with most care.
    environment: environments.find((known) => known === environment) ?? 'production',
    approval: approvals.find((known) => known === approval) ?? 'exact',
    protect: Array.isArray(protect) ? protect.filter((table) => typeof table === 'string') : [],
    limits: readLimits(field.at('limits')),
    bind: readBindings(field.at('bind'), placeOf),
    ledgerSchema: textOf(field.at('ledger').at('schema')) || undefined,
    ...(isMapping(field.at('tables').value) && { tables: globsOf(field.at('tables').value) }),
    statementTimeout: readTimeout(field.at('limits').at('statement')),
  };
}

/** What is no text is refused by the schema. */
function globsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = isMapping(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function checkUrl(url: Field): void {
  const problem = splitReferences(textOf(url))
    .map(referenceProblem)
    .find((found) => found !== undefined);
  if (problem !== undefined) url.refuse(problem.message, problem.hint);
}

/** In any text of the file, whatever its key: a password is a secret wherever it stands. */
function refuseLiteralSecrets(field: Field): void {
  const { value } = field;
  if (typeof value === 'string' && holdsLiteralSecret(value)) {
    field.refuse(
      `${field.name} holds a password`,
      'Replace it by ${env:NAME} or ${file:/path}, and change it: it has been in a file.',
      'LITERAL_SECRET',
    );
  }
  if (isMapping(value)) for (const key of Object.keys(value)) refuseLiteralSecrets(field.at(key));
  if (Array.isArray(value)) for (const index of value.keys()) refuseLiteralSecrets(field.at(index));
}

const seconds: Readonly<Partial<Record<DurationUnit, number>>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

function readTimeout(field: Field): number {
  if (field.value === undefined) return 600;
  const duration: Duration | undefined = readClockDuration(field);
  if (duration === undefined) return 600;
  const unit = seconds[duration.unit];
  const timeout = unit === undefined ? undefined : unit * duration.amount;
  if (timeout !== undefined && timeout <= 86_400) return timeout;
  field.refuse(`${field.name} is longer than a day`, 'Write seconds, minutes or hours.');
  return 600;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
