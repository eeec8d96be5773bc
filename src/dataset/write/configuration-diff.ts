import { canonicalJson } from '../../model/canonical-json.ts';

/**
 * Which keys of a configuration differ, each with what it was and is: `tables.orders.rows: 1000 → 2000`. Entries of
 * lists that have names go by these.
 */
export function configurationDiff(before: unknown, after: unknown): readonly string[] {
  return [...differences(before, after, '')];
}

/** Characters of a value that are shown. */
const longest = 60;

function* differences(before: unknown, after: unknown, path: string): Generator<string> {
  const [left, right] = [membersOf(before), membersOf(after)];
  if (left === undefined || right === undefined) {
    if (!isSame(before, after)) yield `${path}: ${shown(before)} → ${shown(after)}`;
    return;
  }
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  for (const key of keys) yield* differences(left.get(key), right.get(key), path === '' ? key : `${path}.${key}`);
  const kept = (members: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>) =>
    [...members.keys()].filter((key) => others.has(key));
  const [from, to] = [kept(left, right), kept(right, left)];
  if (Array.isArray(before) && from.join('\0') !== to.join('\0'))
    yield `order of ${path}: ${from.join(', ')} → ${to.join(', ')}`;
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value).filter(([, member]) => member !== undefined));
  const names = value.map((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string'
      ? entry.name
      : undefined,
  );
  if (value.length === 0 || names.includes(undefined) || new Set(names).size < names.length) return undefined;
  return new Map(value.map((entry: unknown, index) => [names[index]!, entry]));
}

function isSame(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return left === right;
  return canonicalJson(left) === canonicalJson(right);
}

function shown(value: unknown): string {
  if (value === undefined) return 'none';
  const text = canonicalJson(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
