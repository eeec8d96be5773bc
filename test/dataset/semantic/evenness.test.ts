import { describe, expect, it } from 'vitest';
import { columnOf } from '../column-of.ts';
import { definitionsOf } from './definitions-of.ts';
import { textsWithin } from './pattern-regex.ts';

/**
 * How many standard deviations the chi-square statistic of counts that should be equal is away from where it is expected,
 * by the cube root that makes it normal (Wilson and Hilferty, 1931).
 */
function deviation(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const freedom = counts.length - 1;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (Math.cbrt(statistic / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
}

function countsOf(values: readonly (string | null)[], known: readonly string[]): readonly number[] {
  const counts = new Map(known.map((value) => [value, 0]));
  for (const value of values) counts.set(value!, counts.get(value!)! + 1);
  return [...counts.values()];
}

const draws = 60_000;

describe('look-ups are used evenly', () => {
  it.each([
    ['first_name', 'en', 'person', 'first_name'],
    ['first_name', 'ja', 'person', 'first_name'],
    ['country', 'de', 'location', 'country'],
    ['state', 'fr', 'location', 'state'],
    ['color', 'pt_BR', 'color', 'human'],
  ])('values of %s in %s', async (type, locale, module, key) => {
    const definitions = (await definitionsOf(locale)) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const known = [...new Set(textsWithin(definitions[module]![key]))];
    const counts = countsOf(await columnOf(`{type: ${type}, locale: ${locale}}`, draws), known);
    expect(Math.abs(deviation(counts))).toBeLessThan(4);
  });

  it('digits, letters and bytes in their places', async () => {
    const digits = [...'0123456789'];
    const zip = await columnOf('{type: zip_code, locale: de}', draws);
    const phone = await columnOf('{type: phone, style: national, locale: en}', draws);
    const mac = await columnOf('{type: mac_address}', draws);
    const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
    for (const place of [0, 2, 4])
      expect(
        Math.abs(
          deviation(
            countsOf(
              zip.map((value) => value![place]!),
              digits,
            ),
          ),
        ),
      ).toBeLessThan(4);
    for (const place of [10, 13])
      expect(
        Math.abs(
          deviation(
            countsOf(
              phone.map((value) => value![place]!),
              digits,
            ),
          ),
        ),
      ).toBeLessThan(4);
    for (const place of [3, 15])
      expect(
        Math.abs(
          deviation(
            countsOf(
              mac.map((value) => value!.slice(place, place + 2)),
              bytes,
            ),
          ),
        ),
      ).toBeLessThan(4);
  });

  it('parts of a value do not depend on each other', async () => {
    const mac = await columnOf('{type: mac_address}', draws);
    const pairs = mac.map((value) => value![3]! + value![6]!);
    const known = [...'0123456789abcdef'].flatMap((left) => [...'0123456789abcdef'].map((right) => left + right));
    expect(Math.abs(deviation(countsOf(pairs, known)))).toBeLessThan(4);
  });

  it('alternatives by their weight', async () => {
    const { person } = await definitionsOf('de');
    const weights = person!.name as readonly { readonly value: string; readonly weight: number }[];
    const share = weights[0]!.weight / weights.reduce((sum, { weight }) => sum + weight, 0);
    const names = await columnOf('{type: full_name, locale: de}', draws);
    const titled = names.filter((name) => /^(Dr\.|Prof\. Dr\.|Frau|Herr) /.test(name!)).length;
    expect(Math.abs(titled - share * draws) / Math.sqrt(draws * share * (1 - share))).toBeLessThan(4);
  });
});
