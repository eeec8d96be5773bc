import type { LocaleDefinition } from '@faker-js/faker';

/**
 * Whether texts are what faker's own pattern would make: the pattern with each name in braces replaced by an alternation
 * of what the definitions have for it. Written without the forms that it tests.
 */
export function regexOf(definitions: LocaleDefinition, pattern: string): RegExp {
  return new RegExp(`^${sourceOf(definitions, pattern)}$`, 'u');
}

function sourceOf(definitions: LocaleDefinition, pattern: string): string {
  return pattern
    .split(/\{\{(.*?)\}\}/)
    .map((part, index) => (index % 2 === 0 ? escaped(part) : referred(definitions, part)))
    .join('');
}

function referred(definitions: LocaleDefinition, name: string): string {
  const { location, person } = definitions;
  const patterns = (list: unknown) => either(weightless(list).map((each) => sourceOf(definitions, each)));
  const numbered = (list: unknown) =>
    either(weightless(list).map((each) => sourceOf(definitions, each).replaceAll(/#+/g, digitsNotFromZero)));
  switch (name) {
    case 'person.firstName':
      return words(person?.first_name);
    case 'person.lastName':
      return patterns(Object.values(person?.last_name_pattern ?? {}).flat());
    case 'person.prefix':
      return words(person?.prefix);
    case 'location.street':
      return patterns(location?.street_pattern);
    case 'location.streetAddress':
      return patterns(location?.street_address?.normal);
    case 'location.city':
      return patterns(location?.city_pattern);
    case 'location.buildingNumber':
      return numbered(location?.building_number);
    case 'location.secondaryAddress':
      return numbered(location?.secondary_address);
    case 'location.zipCode':
      return either(weightless(location?.postcode).map(formatSource));
    case 'commerce.product':
    case 'commerce.productMaterial':
    case 'commerce.productAdjective': {
      const key = name.replace('commerce.product', '').toLowerCase() || 'product';
      return words(entry(definitions, `commerce.product_name.${key}`));
    }
  }
  if (name.startsWith('number.int')) return '[1-9]';
  return words(
    entry(
      definitions,
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ),
  );
}

/** `#` a digit, `?` a letter, `!` a digit from 2. */
export function formatSource(format: string): string {
  return escaped(format).replaceAll('\\?', '[A-Z]').replaceAll('!', '[2-9]').replaceAll('#', '[0-9]');
}

function digitsNotFromZero(run: string): string {
  return `[1-9][0-9]{${run.length - 1}}`;
}

/** All texts within an entry of the definitions. */
export function textsWithin(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsWithin) : [];
}

function words(value: unknown): string {
  return either(textsWithin(value).map(escaped));
}

function weightless(list: unknown): readonly string[] {
  const all = typeof list === 'string' ? [list] : ((list ?? []) as readonly unknown[]);
  return all.map((each) => (typeof each === 'string' ? each : (each as { readonly value: string }).value));
}

function entry(definitions: LocaleDefinition, path: string): unknown {
  let found: unknown = definitions;
  for (const step of path.split('.')) found = (found as Readonly<Record<string, unknown>> | undefined)?.[step];
  return found;
}

function either(sources: readonly string[]): string {
  return `(?:${sources.join('|')})`;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
