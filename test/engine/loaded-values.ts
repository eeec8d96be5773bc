import type { LoadColumn, LoadType } from '../../src/model/load.ts';

export const integer = (title: string) => of(title, 'integer');

export function of(title: string, type: LoadType, sizes: Partial<Omit<LoadColumn, 'name' | 'type'>> = {}): LoadColumn {
  return { name: title, type, isNullable: true, ...sizes };
}

/** A value as a source gives it, in the one spelling that tests compare. */
export function settled(value: string | null, type: LoadType): string | null {
  if (value === null) return null;
  if (type === 'float') return String(Number(value));
  if (type === 'json') return JSON.stringify(JSON.parse(value));
  const hasFraction = ['decimal', 'time', 'timestamp'].includes(type) && value.includes('.');
  return hasFraction ? value.replace(/0+$/, '').replace(/\.$/, '') : value;
}

/** A text of the dialect in the same spelling. */
export function asLoaded(value: unknown, type: LoadType): string | null {
  if (value === null) return null;
  const text = String(value);
  if (type === 'boolean') return { '1': 'true', '0': 'false' }[text] ?? text;
  return settled(text, type);
}

/** Without what no text of a database holds, and no longer than its column. */
export function clean(text: string | null): string | null {
  return text === null ? null : [...text.replaceAll('\0', '')].slice(0, 40).join('');
}
