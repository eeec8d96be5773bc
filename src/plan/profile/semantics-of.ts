import type { Semantics } from '../../model/inspection.ts';
import type { ColumnProfile } from '../../model/profile.ts';

/** Most distinct values of a category; and at least so many rows to each on average. */
const mostCategories = 50;
const rowsPerCategory = 10;

/** Share of the texts looked at that are of one form, from which on the column is. */
const sureShare = 0.8;

type Form = Exclude<Semantics['looksLike'], 'after' | 'category' | 'money' | 'identifier'>;

/** The forms of texts; permanent ids are DOIs and ORCID iDs. */
const forms: readonly (readonly [Form, RegExp])[] = [
  ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu],
  ['e-mail', /^[^@\s]+@[^@\s.]+\.[^@\s]+$/u],
  ['url', /^https?:\/\//u],
  [
    'date as text',
    /^(\d{4}-\d{2}-\d{2}|\d{4}\/\d{2}\/\d{2}|\d{4}\.\d{2}\.\d{2}|(?:19|20)\d{6}|\d{2}([-/.])\d{2}\2\d{4})$/u,
  ],
  ['phone', /^(\+1[ -]?|1-)?(\(\d{3}\) |\d{3}([-. ]?))\d{3}([-. ]?)\d{4}$/u],
  ['ssn', /^\d{3}-\d{2}-\d{4}$/u],
  ['permanent id', /^(10\.\d{4}\d*\/.+|\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/u],
  ['ip', /^((\d{1,3}\.){3}\d{1,3}|(?=.*::|(?:.*:){7})[\da-f:]{3,39})$/iu],
  ['number as text', /^-?\d+(\.\d+)?$/u],
];

/** What a column looks like, from its type, its name, its figures, and values out of it. @param values without NULL */
export function semanticsOf(profile: ColumnProfile, rows: number, values: readonly string[]): Semantics | undefined {
  const { column, distinct } = profile;
  if (column.kind === 'uuid') return { looksLike: 'uuid' };
  const form = column.kind === 'text' ? formOf(values) : undefined;
  if (form !== undefined) return { looksLike: form };
  if (isMoney(profile)) return { looksLike: 'money' };
  const isCategorical = ['text', 'enum', 'boolean', 'integer'].includes(column.kind);
  const isFew = distinct !== null && distinct >= 2 && distinct <= mostCategories && rows >= distinct * rowsPerCategory;
  if (isCategorical && isFew) return { looksLike: 'category' };
  return /(^|_)id$|Id$|(^|_)(key|code|no|number)$/u.test(column.name) ? { looksLike: 'identifier' } : undefined;
}

function formOf(values: readonly string[]): Form | undefined {
  if (values.length === 0) return undefined;
  return forms.find(([, form]) => values.filter((each) => form.test(each)).length >= sureShare * values.length)?.[0];
}

function isMoney({ column }: ColumnProfile): boolean {
  if (column.kind !== 'decimal' || /lat|lon|lng|rate|ratio|percent/iu.test(column.name)) return false;
  return column.scale === 2 || column.scale === 4;
}
