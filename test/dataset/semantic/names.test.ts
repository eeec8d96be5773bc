import { describe, expect, it } from 'vitest';
import { columnOf } from '../column-of.ts';
import { definitionsOf, locales } from './definitions-of.ts';
import { regexOf, textsWithin } from './pattern-regex.ts';

const rows = 60;

describe.each(locales)('in the locale %s', (locale) => {
  const values = (column: string) => columnOf(`{${column}, locale: ${locale}}`, rows);

  it.each([
    ['first_name', 'person', 'first_name'],
    ['sex', 'person', 'sex'],
    ['gender', 'person', 'gender'],
    ['department', 'commerce', 'department'],
    ['color', 'color', 'human'],
    ['country', 'location', 'country'],
    ['word', 'word', ''],
  ])('values of %s are texts of its definitions', async (type, module, key) => {
    const definitions = (await definitionsOf(locale)) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const known = new Set(textsWithin(key === '' ? definitions[module] : definitions[module]![key]));
    const made = await values(`type: ${type}`);
    expect(made.filter((value) => !known.has(value!))).toEqual([]);
  });

  it('full names are first and last names of one sex in the order of the locale', async () => {
    const { person, ...others } = await definitionsOf(locale);
    for (const sex of ['female', 'male'] as const) {
      const ofSex = (entries: unknown) => {
        const { generic = [], [sex]: own = [] } = (entries ?? {}) as Readonly<Record<string, readonly unknown[]>>;
        return { generic: [...own, ...generic] };
      };
      const own = { ...person, first_name: ofSex(person?.first_name), prefix: ofSex(person?.prefix) };
      const patterns = (person!.name as readonly { readonly value: string }[]).map(({ value }) => value);
      const regexes = patterns.map((pattern) => regexOf({ ...others, person: own } as never, pattern));
      const made = await values(`type: full_name, sex: ${sex}`);
      expect(made.filter((value) => !regexes.some((regex) => regex.test(value!)))).toEqual([]);
    }
  });

  it.each([
    ['job_title', 'person.job_title_pattern'],
    ['company', 'company.name_pattern'],
    ['product', 'commerce.product_name.pattern'],
    ['street_address', 'location.street_address.normal'],
    ['city', 'location.city_pattern'],
    ['address', 'location.postal_address'],
    ['last_name', 'person.last_name_pattern.generic'],
  ])('values of %s are those of the patterns', async (type, path) => {
    const definitions = await definitionsOf(locale);
    let found: unknown = definitions;
    for (const step of path.split('.')) found = (found as Readonly<Record<string, unknown>>)[step];
    const list = Array.isArray(found)
      ? found.map((each: unknown) => textsWithin(each)[0]!)
      : Object.values(found as object).flatMap(textsWithin);
    const regexes = (typeof found === 'string' ? [found] : list).map((pattern) =>
      regexOf(definitions, pattern.replaceAll('\n', ', ')),
    );
    const made = await values(type === 'city' ? 'type: city, invented: true' : `type: ${type}`);
    expect(made.filter((value) => !regexes.some((regex) => regex.test(value!)))).toEqual([]);
  });

  it('e-mail addresses and names of accounts are ASCII at reserved domains', async () => {
    for (const value of await values('type: email'))
      expect(value).toMatch(/^[a-z0-9]+([._][a-z0-9]+)*@example\.(com|net|org)$/);
    for (const value of await values('type: user_name')) expect(value).toMatch(/^[a-z0-9]+([._][a-z0-9]+)*$/);
  });

  it('texts are words of the locale, written as its language is', async () => {
    const definitions = await definitionsOf(locale);
    const word = `(?:${textsWithin(definitions.lorem?.word)
      .map((each) => each.trim())
      .toSorted((left, right) => right.length - left.length)
      .join('|')})`;
    const words = new RegExp(`^${word}(?:${locale === 'ja' ? '' : ' '}${word}){1,8}$`, 'u');
    const made = await values('type: lorem, min: 2, max: 9');
    expect(made.filter((value) => !words.test(value!))).toEqual([]);
    for (const value of await values('type: sentence'))
      expect(value).toMatch(locale === 'ja' ? /[^.。]+。$/ : /[^.]+\.$/);
  });
});
