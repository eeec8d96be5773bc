import type { InspectedColumn, Semantics } from '../model/inspection.ts';

type Profile = Omit<InspectedColumn, 'semantics' | 'suits'>;

/** Most distinct values of a category; and at least so many rows to each on average. */
const mostCategories = 50;
const rowsPerCategory = 10;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;
const dateText = /^(\d{4}[-/.]\d{2}[-/.]\d{2}|\d{2}[-/.]\d{2}[-/.]\d{4}|\d{8})([T ].*)?$/u;
/** A DOI or an ORCID iD. */
const permanentId = /^(10\.\d{4,9}\/.+|\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/u;
const phone = /^\+?1?[ .-]?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}$/u;

/** What a column looks like, from its type, its name, and the smallest and largest of its values. */
export function semanticsOf(profile: Profile, rows: number): Semantics | undefined {
  const { column, min, max, distinct } = profile;
  const both = (pattern: RegExp) => min !== null && max !== null && pattern.test(min) && pattern.test(max);
  if (column.kind === 'uuid' || (column.kind === 'text' && both(uuid))) return { looksLike: 'uuid' };
  if (column.kind === 'text') {
    if (both(/^[^@\s]+@[^@\s]+\.[^@\s]+$/u)) return { looksLike: 'e-mail' };
    if (both(/^https?:\/\//u)) return { looksLike: 'url' };
    if (both(dateText)) return { looksLike: 'date as text' };
    if (both(phone)) return { looksLike: 'phone' };
    if (both(/^\d{3}-\d{2}-\d{4}$/u)) return { looksLike: 'ssn' };
    if (both(permanentId)) return { looksLike: 'permanent id' };
    if (both(/^((\d{1,3}\.){3}\d{1,3}|(?=.*::|(?:.*:){7})[\da-f:]{3,39})$/iu)) return { looksLike: 'ip' };
    if (both(/^-?\d+(\.\d+)?$/u)) return { looksLike: 'number as text' };
  }
  if (
    column.kind === 'decimal' &&
    (column.scale === 2 || column.scale === 4) &&
    !/lat|lon|rate|ratio|percent/iu.test(column.name)
  )
    return { looksLike: 'money' };
  const isCategorical = ['text', 'enum', 'boolean', 'integer'].includes(column.kind);
  if (
    isCategorical &&
    distinct !== null &&
    distinct >= 2 &&
    distinct <= mostCategories &&
    rows >= distinct * rowsPerCategory
  )
    return { looksLike: 'category' };
  return /(^|_)id$|Id$|(^|_)(key|code|no|number)$/u.test(column.name) ? { looksLike: 'identifier' } : undefined;
}
