import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Pair, type Scalar } from 'yaml';
import { didYouMean } from './nearest.ts';
import type { Path } from './problem.ts';
import { readAnchors, type Anchors } from './yaml-anchors.ts';

/** Offsets of a value and of the key before it; of a number also its digits as written. */
export interface Spot {
  readonly value: number;
  readonly key: number | undefined;
  readonly number: string | undefined;
}

/** @param offset of the offending characters in the text */
export type Refuse = (offset: number, message: string, hint: string) => void;

/** Values that one file may have, aliases counted each time they are used: an alias bomb ends here. */
const mostValues = 100_000;

/** Plain values of a document, and the spot of each by `spotName` of its path. What cannot be read is refused and read as null. */
export function toValues(
  root: Node,
  refuse: Refuse,
): { readonly value: unknown; readonly spots: ReadonlyMap<string, Spot> } {
  const walk: Walk = { spots: new Map(), anchors: readAnchors(root), open: new Set(), left: mostValues, refuse };
  return { value: toValue(walk, root, [], undefined), spots: walk.spots };
}

/** The name under which the spot of a path is kept. */
export function spotName(path: Path): string {
  return path.join('\u0000');
}

interface Walk {
  readonly spots: Map<string, Spot>;
  readonly anchors: Anchors;
  /** Nodes that are being read: an alias to one of them holds itself. */
  readonly open: Set<Node>;
  left: number;
  readonly refuse: Refuse;
}

function toValue(walk: Walk, node: unknown, path: Path, key: number | undefined): unknown {
  const offset = offsetOf(node) ?? key ?? 0;
  if (walk.left === 0) return null;
  walk.left -= 1;
  if (walk.left === 0)
    walk.refuse(offset, `more than ${mostValues.toLocaleString('en')} values`, 'Split the file, or use fewer aliases.');
  const target = isAlias(node) ? follow(walk, node) : node;
  walk.spots.set(spotName(path), { value: offset, key, number: numberText(target) });
  if (isScalar(target)) return scalarValue(target);
  if (!isMap(target) && !isSeq(target)) return null;
  if (walk.open.has(target)) {
    walk.refuse(offset, 'an alias stands inside the value that it repeats', 'Write the inner value out.');
    return null;
  }
  walk.open.add(target);
  const value = isMap(target)
    ? mapValue(walk, target.items, path)
    : target.items.map((child, index) => toValue(walk, child, [...path, index], undefined));
  walk.open.delete(target);
  return value;
}

function follow(walk: Walk, alias: Alias): Node | undefined {
  const node = walk.anchors.targets.get(alias);
  if (node === undefined) {
    const message = `no value before the alias *${alias.source} has the anchor &${alias.source}`;
    walk.refuse(offsetOf(alias) ?? 0, message, didYouMean(alias.source, walk.anchors.names, 'anchors'));
  }
  return node;
}

/** Keys in their order; those of merged mappings (`<<`) fill in what the mapping itself does not say. */
function mapValue(walk: Walk, pairs: readonly Pair[], path: Path): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const merged: Pair[] = [];
  for (const pair of pairs) {
    const key = keyText(walk, pair.key);
    const offset = offsetOf(pair.key) ?? 0;
    if (key === undefined) continue;
    if (isMergeKey(pair.key)) {
      merged.push(pair);
    } else if (Object.hasOwn(value, key)) {
      walk.refuse(offset, `the key "${key}" stands twice in one mapping`, 'Remove one of the two.');
    } else {
      define(value, key, toValue(walk, pair.value, [...path, key], offset));
    }
  }
  for (const pair of merged) merge(walk, value, pair.value, path);
  return value;
}

function merge(walk: Walk, into: Record<string, unknown>, source: unknown, path: Path): void {
  const node = isAlias(source) ? follow(walk, source) : source;
  if (node === undefined) return;
  if (isSeq(node)) {
    for (const child of node.items) if (!isSeq(child)) merge(walk, into, child, path);
    return;
  }
  if (!isMap(node) || walk.open.has(node)) {
    walk.refuse(
      offsetOf(source) ?? 0,
      '"<<" merges mappings only',
      'Let it name the anchor of a mapping: `<<: *defaults`.',
    );
    return;
  }
  walk.open.add(node);
  const absent = node.items.filter(
    (pair) => isMergeKey(pair.key) || !Object.hasOwn(into, keyText(walk, pair.key) ?? ''),
  );
  for (const [key, value] of Object.entries(mapValue(walk, absent, path))) {
    if (!Object.hasOwn(into, key)) define(into, key, value);
  }
  walk.open.delete(node);
}

function keyText(walk: Walk, key: unknown): string | undefined {
  const node = isAlias(key) ? follow(walk, key) : key;
  if (isScalar(node)) return node.source ?? String(node.value);
  if (node !== undefined)
    walk.refuse(
      offsetOf(key) ?? 0,
      'a list or mapping stands as a key',
      'Use a text as the key; quote a value that starts with { or [.',
    );
  return undefined;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

/** An own property even for `__proto__`, which assignment would take for something else. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

function scalarValue(scalar: Scalar): unknown {
  const isHuge =
    typeof scalar.value === 'number' && !Number.isSafeInteger(scalar.value) && /^[-+]?\d+$/.test(scalar.source ?? '');
  return isHuge ? scalar.source : scalar.value;
}

function numberText(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'number' ? node.source : undefined;
}

function offsetOf(node: unknown): number | undefined {
  return isAlias(node) || isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}
