import type { Locale } from './locale.ts';

/** The texts of an entry such as `location.city_prefix` or `person.first_name.female`; none where the locale has no such thing. */
export function definedTexts({ definitions }: Locale, key: string): readonly string[] {
  let entry: unknown = definitions;
  for (const step of key.split('.')) entry = isRecord(entry) ? entry[step] : undefined;
  return texts(entry);
}

function texts(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry];
  if (Array.isArray(entry)) return entry.filter((each) => typeof each === 'string');
  return isRecord(entry) ? Object.values(entry).flatMap(texts) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
