/**
 * One text for one value, whatever the order in which its keys were written: JSON without spaces, keys of objects
 * sorted by UTF-16 code units, undefined members left out, −0 written as 0. Digests are taken of it.
 * @throws TypeError for what JSON cannot hold: NaN, infinities, bigints, functions, undefined in a list
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return `{${members(value).join(',')}}`;
  throw new TypeError(`no canonical JSON for ${typeof value === 'number' ? String(value) : typeof value}`);
}

function members(object: object): readonly string[] {
  return Object.entries(object)
    .filter(([, member]) => member !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
}
