import { wrap } from '../output/width.ts';
import { yamlScalar } from '../output/yaml-scalar.ts';

/** A value as a file holds it; a member that is undefined is left out. */
export type Written =
  | string
  | number
  | boolean
  | null
  | readonly Written[]
  | { readonly [key: string]: Written | undefined };

/** A column of a Dataset file to be written. */
export interface WrittenColumn {
  readonly name: string;
  /** A type's name, or a mapping. */
  readonly value: Written;
  /** Sentences above the column; absent = none. */
  readonly comments?: readonly string[] | undefined;
}

/** A table of a Dataset file to be written. */
export interface WrittenTable {
  readonly name: string;
  readonly comments?: readonly string[] | undefined;
  /** What stands above the columns: `rows`, `from`, `to`, `primaryKey`. */
  readonly head: Readonly<Record<string, Written | undefined>>;
  readonly columns: readonly WrittenColumn[];
  /** What stands below the columns, each a list: `references`, `correlations`. */
  readonly lists: Readonly<Record<string, readonly Written[]>>;
}

/** A Dataset file to be written. */
export interface WrittenDataset {
  /** Sentences above all. */
  readonly comments: readonly string[];
  readonly name: string;
  /** `description`, `seed`, `locale`, `now`. */
  readonly head: Readonly<Record<string, Written | undefined>>;
  readonly tables: readonly WrittenTable[];
  /** One kind of output with its parameters; absent = none is named. */
  readonly output?: Written | undefined;
}

/** Columns of a file that people read. */
const page = 110;

/** The text of a Dataset file: a column a line where it fits. */
export function datasetYaml(dataset: WrittenDataset): string {
  const lines = [
    ...dataset.comments.flatMap((each) => comment(each, 0)),
    'apiVersion: faultline/v1',
    'kind: Dataset',
    ...members({ name: dataset.name, ...dataset.head }, 0),
    'tables:',
    ...dataset.tables.flatMap(tableLines),
    ...(dataset.output === undefined ? [] : member('output', dataset.output, 0)),
  ];
  return `${lines.join('\n')}\n`;
}

function tableLines({ name, comments = [], head, columns, lists }: WrittenTable): readonly string[] {
  return [
    ...comments.flatMap((each) => comment(each, 2)),
    `  ${yamlScalar(name)}:`,
    ...members(head, 4),
    '    columns:',
    ...columns.flatMap((column) => [
      ...(column.comments ?? []).flatMap((each) => comment(each, 6)),
      ...member(column.name, column.value, 6),
    ]),
    ...Object.entries(lists).flatMap(([key, list]) => (list.length === 0 ? [] : listLines(key, list, 4))),
  ];
}

function members(mapping: Readonly<Record<string, Written | undefined>>, indent: number): readonly string[] {
  return Object.entries(mapping).flatMap(([key, value]) => (value === undefined ? [] : member(key, value, indent)));
}

/** On one line where it fits, else a member of a mapping or list a line. */
function member(key: string, value: Written, indent: number): readonly string[] {
  const start = `${' '.repeat(indent)}${yamlScalar(key)}:`;
  if (typeof value === 'string' && isBlock(value)) return [`${start} |-`, ...blockText(value, indent + 2)];
  const line = `${start} ${flow(value)}`;
  if (line.length <= page || typeof value !== 'object' || value === null || isEmpty(value)) return [line];
  if (Array.isArray(value)) {
    const list = value as readonly Written[];
    return list.some((each) => typeof each === 'object' && each !== null)
      ? listLines(key, list, indent)
      : [start, ...wrappedList(list, indent + 2)];
  }
  return [start, ...members(value as Readonly<Record<string, Written | undefined>>, indent + 2)];
}

function listLines(key: string, list: readonly Written[], indent: number): readonly string[] {
  const start = ' '.repeat(indent);
  return [`${start}${yamlScalar(key)}:`, ...list.map((each) => `${start}  - ${flow(each)}`)];
}

/** Scalars in brackets, over several lines. */
function wrappedList(list: readonly Written[], indent: number): readonly string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent) + '[';
  for (const [index, each] of list.entries()) {
    const piece = `${flow(each)}${index === list.length - 1 ? ']' : ','}`;
    if (line.trim() !== '[' && line.length + piece.length + 1 > page) {
      lines.push(line);
      line = ' '.repeat(indent + 1);
    }
    line += `${line.endsWith('[') || line.trim() === '' ? '' : ' '}${piece}`;
  }
  return [...lines, line];
}

/** What begins with a blank, or ends in a line break, is no block that says so by itself. */
function isBlock(text: string): boolean {
  return /^[^\s].*\n/u.test(text) && !/\n$|[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/u.test(text);
}

function blockText(text: string, indent: number): readonly string[] {
  return text.split('\n').map((line) => (line === '' ? '' : `${' '.repeat(indent)}${line}`));
}

function flow(value: Written): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return /^\d+(?:\.\d+)?%$/u.test(value) ? value : yamlScalar(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  const pairs = Object.entries(value).filter((pair): pair is [string, Written] => pair[1] !== undefined);
  return `{${pairs.map(([key, each]) => `${yamlScalar(key)}: ${flow(each)}`).join(', ')}}`;
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function comment(sentence: string, indent: number): readonly string[] {
  return wrap(sentence, page - indent).map((line) => `${' '.repeat(indent)}# ${line}`);
}
