import type { Anomaly } from '../model/anomaly.ts';
import type { Offer } from '../model/inspection.ts';
import { type Parameter, parametersOf } from './step-example.ts';
import { wrap } from './width.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** What a new step is about. */
export interface NewStep {
  readonly id: string;
  readonly anomaly: Anomaly;
  /** As scenario files write it: `orders`, `public.orders`. */
  readonly table: string;
  /** Undefined for anomalies of whole rows. */
  readonly column: string | undefined;
  /** As a person wrote it; undefined = the anomaly's default. */
  readonly volume: string | undefined;
  /** Parameters of `with` that are not left to their defaults: other columns. Absent = none. */
  readonly others?: Offer['others'] | undefined;
}

/** Columns of a file that people read. */
const page = 100;

/**
 * A step as lines of YAML, the first one with its dash, without indentation. Every default of the anomaly is written
 * out with what it means; what would change the step's meaning by being written out (its window) or has no default is a comment.
 */
export function stepYaml(step: NewStep): readonly string[] {
  const [first, ...others] = Object.entries(head(step)).map(([key, value]) => `${key}: ${value}`);
  const parameters = parametersOf(step.anomaly);
  const common = parameters.filter(({ name }) => !isOwn(name));
  const own = parameters.filter(({ name }) => isOwn(name));
  const lines = [...others, ...common.flatMap((each) => parameterLines(step, each)), ...ownLines(step, own)];
  return [`- ${first}`, ...lines.map((line) => `  ${line}`)];
}

/** The same step on one line, for a list in brackets: defaults that nobody asked to change are left out. */
export function flowStepYaml(step: NewStep): string {
  const volume = step.volume === undefined ? {} : { volume: volumeOf(step.volume) };
  const others = Object.entries(step.others ?? {}).map(([name, value]) => [name, columnsYaml(value)] as const);
  const own = others.length === 0 ? {} : { with: flowMap(others) };
  return flowMap(Object.entries({ ...head(step), ...volume, ...own }));
}

function flowMap(pairs: readonly (readonly [string, string])[]): string {
  return `{${pairs.map(([key, value]) => `${key}: ${value}`).join(', ')}}`;
}

function columnsYaml(columns: string | readonly string[]): string {
  return typeof columns === 'string' ? yamlScalar(columns) : `[${columns.map(yamlScalar).join(', ')}]`;
}

function head({ id, anomaly, table, column }: NewStep): Readonly<Record<string, string>> {
  return {
    id: yamlScalar(id),
    anomaly: anomaly.id,
    table: yamlScalar(table),
    ...(column !== undefined && { column: yamlScalar(column) }),
  };
}

function isOwn(name: string): boolean {
  return name.startsWith('with.');
}

function parameterLines(step: NewStep, parameter: Parameter): readonly string[] {
  const { name } = parameter;
  if (name === 'during') return [...comment(parameter.meaning), `# during: {${parameter.default}}`];
  const value = name === 'volume' && step.volume !== undefined ? volumeOf(step.volume) : parameter.default;
  return [...comment(parameter.meaning), `${name}: ${value}`];
}

/** Parameters without a value are shown as comments, and so is `with` where it would hold nothing else. */
function ownLines({ others = {} }: NewStep, own: readonly Parameter[]): readonly string[] {
  if (own.length === 0) return [];
  const valued = own.map((each) => {
    const name = each.name.slice('with.'.length);
    const columns = others[name];
    return { ...each, name, value: columns === undefined ? each.default : columnsYaml(columns) };
  });
  const isEmpty = valued.every(({ value }) => value === '');
  const members = valued.flatMap(({ name, value, meaning }) => [
    ...comment(meaning),
    value === '' ? `# ${name}: …` : `${name}: ${value}`,
  ]);
  if (!isEmpty) return ['with:', ...members.map((line) => `  ${line}`)];
  return ['# with:', ...members.map((line) => `#   ${line.replace(/^# /u, '')}`)];
}

function comment(meaning: string): readonly string[] {
  return meaning === '' ? [] : wrap(meaning, page).map((line) => `# ${line}`);
}

/** What is no volume is quoted, for the reader of volumes to judge. */
function volumeOf(written: string): string {
  return /^\d+(?:\.\d+)?(?: ?%| rows?)?$/u.test(written) ? written : yamlScalar(written);
}
