import { shown, type Field } from '../../scenario/field.ts';

/** More rows than this have numbers that are not exact everywhere. */
const mostRows = 1e15;

const factors: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** Reads `10000`, `10_000`, `50k`, `3M` or `1.5G`; undefined where the file is silent, or wrong. */
export function readRows(field: Field): number | undefined {
  const { value } = field;
  if (value === undefined) return undefined;
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const match = /^(\d{1,3}(?:_\d{3})+|\d+(?:\.\d+)?)\s*([kmg]?)$/i.exec(text);
  const rows = match && Math.round(Number(match[1]!.replaceAll('_', '')) * factors[match[2]!.toLowerCase()]!);
  if (rows === null || (match![2] === '' && text.includes('.')))
    return field.refuse(`${field.name} ${shown(value)} is not a number of rows`, 'Write 10000, 10_000, 50k or 3M.');
  if (rows > mostRows) return field.refuse(`${field.name} ${shown(value)} is more than 10^15 rows`, 'Write fewer.');
  return rows;
}
