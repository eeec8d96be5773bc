import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isScalar, parseDocument, stringify, type YAMLMap } from 'yaml';
import { readYaml } from './yaml-file.ts';

/** A binding that is to be written: the table and columns, by `table` and the needs. */
export interface NewBinding {
  readonly target: string;
  readonly role: string;
  readonly names: Readonly<Record<string, string>>;
}

/**
 * The text of a project file with one more binding of a target. What was there stays byte for byte what it was; names
 * that are bound already are left alone, and those that a binding lacks are put behind the others.
 * @param path as errors name the file
 * @returns undefined where the target is written in a way into which nothing can be put: an alias, or no mapping
 */
export function writeBinding(text: string, path: string, { target, role, names }: NewBinding): string | undefined {
  const { contents } = parseDocument(text, { uniqueKeys: false, logLevel: 'error' });
  const steps = ['targets', target, 'bind', role];
  let map: unknown = contents;
  for (const [depth, key] of steps.entries()) {
    const next: unknown = isMap(map) ? map.get(key, true) : undefined;
    if (next !== undefined && !(isScalar(next) && next.value === null)) {
      map = next;
      continue;
    }
    if (!isMap(map) || next !== undefined || depth < 2) return undefined;
    const value = depth === 2 ? { [role]: names } : names;
    return checked(text, path, { target, role, names }, insertPair(text, map, key, flow(value)));
  }
  if (!isMap(map)) return undefined;
  const known = new Set(map.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')));
  const missing = Object.entries(names).filter(([key]) => !known.has(key));
  const pairs = missing.map(([key, name]) => `${flowKey(key)}: ${flow(name)}`);
  if (pairs.length === 0) return text;
  return checked(text, path, { target, role, names: Object.fromEntries(missing) }, insertPairs(text, map, pairs));
}

function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trimEnd();
}

function flowKey(key: string): string {
  return flow(key);
}

function insertPair(text: string, map: YAMLMap, key: string, value: string): string | undefined {
  return insertPairs(text, map, [`${flowKey(key)}: ${value}`]);
}

function insertPairs(text: string, map: YAMLMap, pairs: readonly string[]): string | undefined {
  const { range } = map;
  if (!range) return undefined;
  const last = map.items.at(-1);
  const end = last && endOf(last.value ?? last.key);
  if (map.flow === true) {
    if (end === undefined) return `${text.slice(0, range[0] + 1)}${pairs.join(', ')}${text.slice(range[0] + 1)}`;
    return `${text.slice(0, end)}, ${pairs.join(', ')}${text.slice(end)}`;
  }
  if (end === undefined) return undefined;
  const indentation = ' '.repeat(range[0] - (text.lastIndexOf('\n', range[0] - 1) + 1));
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = pairs.map((pair) => `${indentation}${pair}${lineEnd}`).join('');
  const place = startOfNextLine(text, end);
  const head = text.slice(0, place);
  return `${head}${head.endsWith('\n') ? '' : lineEnd}${lines}${text.slice(place)}`;
}

function endOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[1] : undefined;
}

/** A block of text ends behind its last line end, everything else before it. */
function startOfNextLine(text: string, offset: number): number {
  if (text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** The text, if nothing has changed in it but that it holds the binding. */
function checked(text: string, path: string, binding: NewBinding, written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const { target, role, names } = binding;
  const wanted = structuredClone(readYaml(text, path).value) as Tree;
  const bind = (((wanted['targets'] as Tree)[target] as Tree)['bind'] ??= {}) as Tree;
  bind[role] = { ...(bind[role] as Tree | undefined), ...names };
  return isDeepStrictEqual(readable(written, path), wanted) ? written : undefined;
}

type Tree = Record<string, unknown>;

function readable(text: string, path: string): unknown {
  try {
    return readYaml(text, path).value;
  } catch {
    return undefined;
  }
}
