import { createHash } from 'node:crypto';

/** What texts a column's values are put together from. Built by the functions of this file, which keep it small and valid. */
export type Form = FixedText | ValueList | Digits | Row | Choice;

/** The same text always. */
export interface FixedText {
  readonly kind: 'text';
  readonly text: string;
}

/** One of some texts, each as likely as any other. */
export interface ValueList {
  readonly kind: 'list';
  /** Made of the values: lists of one name are one list. */
  readonly name: string;
  /** Not empty, each once, sorted by code points. */
  readonly values: readonly string[];
}

/** A number of so many digits, with leading zeros: 1 to 18. */
export interface Digits {
  readonly kind: 'digits';
  readonly count: number;
}

/** One form after the other. */
interface Row {
  readonly kind: 'row';
  readonly parts: readonly Form[];
}

/** One of several forms, by weight. */
interface Choice {
  readonly kind: 'choice';
  readonly options: readonly Option[];
}

export interface Option {
  readonly form: Form;
  /** A whole number above 0. */
  readonly weight: number;
}

/** No text at all can be made of it: what a list of no values is. */
export const nothing: Form = { kind: 'choice', options: [] };

export function text(fixed: string): Form {
  return { kind: 'text', text: fixed };
}

/** @param values in any order, repeated or not; empty texts do not count */
export function list(values: Iterable<string>): Form {
  const distinct = [...new Set(values)].filter((value) => value !== '');
  if (distinct.length === 0) return nothing;
  if (distinct.length === 1) return text(distinct[0]!);
  return sortedList(sortedByCodePoints(distinct));
}

/** @param values sorted by code points, each once, at least one */
export function sortedList(values: readonly string[]): ValueList {
  const digest = createHash('sha256').update(JSON.stringify(values), 'utf8').digest('hex');
  return { kind: 'list', name: `values_${digest.slice(0, 24)}`, values };
}

/** @param count 0 or more; more than 18 digits are several numbers */
export function digits(count: number): Form {
  if (count > mostDigits) return row([digits(mostDigits), digits(count - mostDigits)]);
  return count === 0 ? text('') : { kind: 'digits', count };
}

const mostDigits = 18;

/** Flattens rows of rows and joins neighbouring texts. Where a part is nothing, so is the row. */
export function row(parts: readonly Form[]): Form {
  const flat: Form[] = [];
  for (const part of parts.flatMap((each) => (each.kind === 'row' ? each.parts : [each]))) {
    const last = flat.at(-1);
    if (isNothing(part)) return nothing;
    if (part.kind !== 'text') flat.push(part);
    else if (last?.kind === 'text') flat[flat.length - 1] = { kind: 'text', text: last.text + part.text };
    else if (part.text !== '') flat.push(part);
  }
  if (flat.length === 0) return text('');
  return flat.length === 1 ? flat[0]! : { kind: 'row', parts: flat };
}

/** Leaves out options that are nothing. */
export function choice(options: readonly Option[]): Form {
  const possible = options.filter(({ form }) => !isNothing(form));
  return possible.length === 1 ? possible[0]!.form : { kind: 'choice', options: possible };
}

/** A choice of forms of equal weight. */
export function oneOf(forms: readonly Form[]): Form {
  return choice(forms.map((form) => ({ form, weight: 1 })));
}

export function isNothing(form: Form): boolean {
  return form.kind === 'choice' && form.options.length === 0;
}

const surrogates = /[\uD800-\uDFFF]/;

/** In the order of DuckDB and of UTF-8, which is not that of JavaScript's units of 16 bits where there are pairs of them. */
export function sortedByCodePoints(values: readonly string[]): readonly string[] {
  if (!values.some((value) => surrogates.test(value))) return values.toSorted();
  return values.toSorted((left, right) => Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8')));
}
