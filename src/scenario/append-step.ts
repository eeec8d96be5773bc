import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { FaultlineError } from '../model/errors.ts';
import { readYaml } from './yaml-file.ts';

/** A step in the two forms in which a list of steps may be written. */
export interface StepText {
  /** Lines, the first one with its dash, without indentation. */
  readonly block: readonly string[];
  /** One line, in braces. */
  readonly flow: string;
}

/**
 * The text of a scenario file with one more step behind the others. What was there stays byte for byte what it was:
 * the step is put between two pieces of the text, in the file's own indentation and line ends.
 * @param path as errors name the file
 * @throws INVALID_YAML; UNSUPPORTED where the steps are an alias or a step cannot be put behind them
 */
export function appendStep(text: string, path: string, step: StepText): string {
  const before = readYaml(text, path).value;
  const steps = stepsOf(text);
  const appended = steps && (steps.flow === true ? intoBrackets(text, steps, step) : intoLines(text, steps, step));
  if (appended !== undefined && isOneMore(before, path, appended)) return appended;
  throw new FaultlineError('UNSUPPORTED', `a step cannot be put behind those of ${path} as they are written`, {
    hint: 'Write `steps` as a plain list, or show the step with --print and put it there by hand.',
  });
}

function stepsOf(text: string): YAMLSeq | undefined {
  const { contents } = parseDocument(text, { uniqueKeys: false, logLevel: 'error' });
  const steps: unknown = isMap(contents) ? contents.get('steps', true) : undefined;
  return isSeq(steps) && steps.items.length > 0 ? steps : undefined;
}

function intoBrackets(text: string, steps: YAMLSeq, { flow }: StepText): string | undefined {
  const end = endOfLast(steps);
  return end === undefined ? undefined : `${text.slice(0, end)}, ${flow}${text.slice(end)}`;
}

function intoLines(text: string, steps: YAMLSeq, { block }: StepText): string | undefined {
  const end = endOfLast(steps);
  if (end === undefined || !steps.range) return undefined;
  const dash = steps.range[0] - (text.lastIndexOf('\n', steps.range[0] - 1) + 1);
  const place = afterComments(text, startOfNextLine(text, end), dash);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = block.map((line) => `${' '.repeat(dash)}${line}${lineEnd}`).join('');
  const head = text.slice(0, place);
  return `${head}${head.endsWith('\n') ? '' : lineEnd}${lines}${text.slice(place)}`;
}

function endOfLast(steps: YAMLSeq): number | undefined {
  const last = steps.items.at(-1);
  return isNode(last) ? last.range?.[1] : undefined;
}

/** A block of text ends behind its last line end, everything else before it. */
function startOfNextLine(text: string, offset: number): number {
  if (text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** Comments that are indented like the last step belong to it. @param dash column of the list's dashes */
function afterComments(text: string, start: number, dash: number): number {
  let place = start;
  let next = start;
  while (next < text.length) {
    const end = startOfNextLine(text, next + 1);
    const line = text.slice(next, end);
    const indentation = line.search(/[^ ]/u);
    const isComment = line[indentation] === '#' && indentation >= Math.max(dash, 1);
    if (!isComment && line.trim() !== '') break;
    if (isComment) place = end;
    next = end;
  }
  return place;
}

/** Whether nothing has changed but that there is one more step. */
function isOneMore(before: unknown, path: string, text: string): boolean {
  const after = readYaml(text, path).value;
  if (!hasSteps(before) || !hasSteps(after)) return false;
  const withoutLast = { ...after, steps: after.steps.slice(0, -1) };
  return after.steps.length === before.steps.length + 1 && isDeepStrictEqual(withoutLast, before);
}

function hasSteps(value: unknown): value is { readonly steps: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'steps' in value && Array.isArray(value.steps);
}
