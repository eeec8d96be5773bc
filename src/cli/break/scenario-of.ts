import type { Catalog } from '../../model/anomaly.ts';
import { isOfRows } from '../../model/is-of-rows.ts';
import { FaultlineError, ProblemsError } from '../../model/errors.ts';
import type { Scenario } from '../../model/scenario.ts';
import { freeSlug } from '../../scenario/free-slug.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { parseScenario } from '../../scenario/parse-scenario.ts';
import type { BreakSpec } from './parse-spec.ts';

/** What holds for all that is broken. */
export interface BreakWishes {
  readonly seed?: string | undefined;
  readonly where?: string | undefined;
  /** As in a scenario: `all`, a mapping of YAML; or a length of time, for the last so many buckets. */
  readonly during?: string | undefined;
  readonly key: readonly string[];
  /** `key=value` of `with`, values in YAML. */
  readonly with: readonly string[];
}

const head = 5;

/** The scenario of a command line: one step for each of its words, on a line of its own. @throws ProblemsError with the words that are wrong */
export function scenarioOf(
  catalog: Catalog,
  table: string,
  specs: readonly BreakSpec[],
  wishes: BreakWishes,
): Scenario {
  const ids: string[] = [];
  const lines = specs.map((spec) => {
    const id = freeSlug([spec.anomaly], ids, 'step');
    ids.push(id);
    return `  - ${stepText(catalog, table, id, spec, wishes)}`;
  });
  const seed = wishes.seed === undefined ? '' : `seed: ${JSON.stringify(wishes.seed)}`;
  const text = [
    'apiVersion: faultline/v1',
    'kind: Scenario',
    'name: break',
    'target: file',
    `${seed}`,
    'steps:',
    ...lines,
  ];
  try {
    return parseScenario(`${text.join('\n')}\n`, 'command line', catalog);
  } catch (error) {
    throw inWords(error, specs);
  }
}

function stepText(
  catalog: Catalog,
  table: string,
  id: string,
  { anomaly, column, volume, amplitude, text }: BreakSpec,
  { where, during, key, with: parameters }: BreakWishes,
): string {
  const entry = catalog.get(anomaly);
  if (entry === undefined)
    throw new FaultlineError('UNKNOWN_ANOMALY', `"${text}": the catalog has no anomaly "${anomaly}"`, {
      hint: didYouMean(anomaly, [...catalog.keys()], 'anomalies'),
    });
  // A file is broken as a whole, unless the anomaly is of time itself.
  const wholeFile = isOfRows(entry) && entry.window?.needsTime !== true;
  const times = during === undefined ? (wholeFile ? 'all' : undefined) : duringText(during);
  const members = [
    `id: ${id}`,
    `anomaly: ${anomaly}`,
    `table: ${JSON.stringify(table)}`,
    ...(column === undefined ? [] : [`column: ${JSON.stringify(column)}`]),
    ...(volume === undefined ? [] : [`volume: ${volume}`]),
    ...(amplitude === undefined ? [] : [`amplitude: ${amplitude}`]),
    ...(where === undefined ? [] : [`where: ${JSON.stringify(where)}`]),
    ...(times === undefined ? [] : [`during: ${times}`]),
    ...(key.length === 0 ? [] : [`key: ${JSON.stringify(key)}`]),
    ...(parameters.length === 0 ? [] : [`with: {${parameters.map(parameterText).join(', ')}}`]),
  ];
  return `{${members.join(', ')}}`;
}

function duringText(during: string): string {
  return during === 'all' || during.startsWith('{') ? during : `{last: ${JSON.stringify(during)}}`;
}

function parameterText(parameter: string): string {
  const [, key, value] = /^([A-Za-z]\w*)=(.*)$/su.exec(parameter) ?? [];
  if (key === undefined)
    throw new FaultlineError('INVALID_ARGUMENT', `--with ${parameter} is not of the form key=value`);
  return `${key}: ${value}`;
}

/** The same problems without places in a file that nobody has written. */
function inWords(error: unknown, specs: readonly BreakSpec[]): unknown {
  if (!(error instanceof FaultlineError)) return error;
  const problems = error instanceof ProblemsError ? error.problems : [error];
  const told = problems.map(
    ({ code, message, place, hint }) => new FaultlineError(code, `${wordOf(place?.line, specs)}${message}`, { hint }),
  );
  return new ProblemsError(told as [FaultlineError, ...FaultlineError[]]);
}

function wordOf(line: number | undefined, specs: readonly BreakSpec[]): string {
  const spec = line === undefined ? undefined : specs[line - head - 2];
  return spec === undefined ? '' : `"${spec.text}": `;
}

/** What planning and applying say, likewise. @throws always */
export function rethrowInWords(error: unknown, specs: readonly BreakSpec[]): never {
  throw inWords(error, specs);
}
