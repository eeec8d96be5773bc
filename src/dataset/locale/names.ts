import type { Locale } from './locale.ts';

export const sexes = ['female', 'male'] as const;
export type Sex = (typeof sexes)[number];

/** Entries about persons by sex, as definitions have them. */
export type BySex<Entry> =
  | { readonly [Kind in Sex | 'generic']?: readonly Entry[] | null | undefined }
  | null
  | undefined;

/** Entries that suit a sex: its own and those of anybody; where there are none, or without a sex, all of them. */
export function ofSex<Entry>(entries: BySex<Entry>, sex: Sex | undefined): readonly Entry[] {
  const own = sex === undefined ? sexes.flatMap((each) => entries?.[each] ?? []) : (entries?.[sex] ?? []);
  const all = [...own, ...(entries?.generic ?? [])];
  return all.length > 0 || sex === undefined ? all : ofSex(entries, undefined);
}

/** First names; of either sex where none is given. */
export function firstNames({ definitions }: Locale, sex?: Sex): readonly string[] {
  return ofSex<string>(definitions.person?.first_name, sex);
}

/** Last names, none of them put together of two. */
export function lastNames({ definitions }: Locale, sex?: Sex): readonly string[] {
  return ofSex<string>(definitions.person?.last_name, sex);
}
