import { isScalar, LineCounter, parseDocument } from 'yaml';
import { FaultlineError } from '../model/errors.ts';
import type { Place } from '../model/place.ts';
import { maskLiteralSecrets } from './literal-secret.ts';
import { throwProblems, type Path } from './problem.ts';
import { isTooDeep } from './yaml-depth.ts';
import { explainSyntax } from './yaml-syntax.ts';
import { spotName, toValues, type Refuse, type Spot } from './yaml-values.ts';

/** A YAML file of one document as plain values, which remembers where each of them stands. */
export interface YamlFile {
  readonly path: string;
  readonly text: string;
  /** Mappings are plain objects; whole numbers beyond 2^53 are the text that was written. */
  readonly value: unknown;
  /** Where a value (or the key before it) stands; the nearest enclosing one where there is none. */
  placeOf(path: Path, part?: 'key' | 'value'): Place;
  /** The digits of a number as they were written; undefined where the value is no number. */
  numberText(path: Path): string | undefined;
  /** The text of a line, passwords masked, cut where it is very long. @param number from 1 */
  line(number: number): string;
}

const longestLine = 300;

/** Who has more of them to mend does not read them all. */
const mostRefusals = 100;

/**
 * Reads one YAML 1.2 document. Aliases and merge keys (`<<`) are followed; tags are refused.
 * @param path as errors name the file
 * @throws ProblemsError of INVALID_YAML problems, each with its place
 */
export function readYaml(text: string, path: string): YamlFile {
  const counter = new LineCounter();
  const refusals: FaultlineError[] = [];
  const refuse: Refuse = (offset, message, hint) => {
    if (refusals.length >= mostRefusals) return;
    const place = placeAt(path, counter, offset);
    if (
      refusals.some(
        (known) => known.message === message && known.place?.line === place.line && known.place.column === place.column,
      )
    )
      return;
    refusals.push(
      new FaultlineError('INVALID_YAML', message, { place, line: lineOf(text, counter, place.line), hint }),
    );
  };
  const root = parse(text, counter, refuse);
  const { value, spots } =
    root === undefined ? { value: null, spots: new Map<string, Spot>() } : toValues(root, refuse);
  throwProblems(refusals);
  return {
    path,
    text,
    value,
    placeOf: (target, part = 'value') => placeAt(path, counter, offsetOf(spots, target, part)),
    numberText: (target) => spots.get(spotName(target))?.number,
    line: (number) => lineOf(text, counter, number),
  };
}

type Root = NonNullable<ReturnType<typeof parseDocument>['contents']>;

/** Only the first error of syntax is told: the others mostly follow from it. */
function parse(text: string, counter: LineCounter, refuse: Refuse): Root | undefined {
  if (isTooDeep(text)) {
    refuse(0, 'nested deeper than any scenario needs to be', 'Remove brackets or indentation.');
    return undefined;
  }
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) {
    const { message, hint } = explainSyntax(error);
    refuse(error.pos[0], message, hint);
    return undefined;
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    refuse(0, 'the file is empty', 'Fill it or remove it; `faultline init` writes an example.');
    return undefined;
  }
  return document.contents;
}

function offsetOf(spots: ReadonlyMap<string, Spot>, path: Path, part: 'key' | 'value'): number {
  const spot = spots.get(spotName(path));
  if (spot !== undefined) return part === 'key' ? (spot.key ?? spot.value) : spot.value;
  return path.length === 0 ? 0 : offsetOf(spots, path.slice(0, -1), 'value');
}

function placeAt(file: string, counter: LineCounter, offset: number): Place {
  const { line, col } = counter.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col) };
}

function lineOf(text: string, counter: LineCounter, number: number): string {
  const start = counter.lineStarts[number - 1] ?? 0;
  const end = text.indexOf('\n', start);
  const line = maskLiteralSecrets(text.slice(start, end < 0 ? undefined : end).replace(/\r$/, ''));
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}
