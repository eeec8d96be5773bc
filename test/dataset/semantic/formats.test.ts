import { isIPv4, isIPv6 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { countryCodes } from '../../../src/dataset/semantic/country-codes.ts';
import { currencyCodes } from '../../../src/dataset/semantic/currency-codes.ts';
import { columnOf } from '../column-of.ts';
import { definitionsOf, locales } from './definitions-of.ts';
import { formatSource } from './pattern-regex.ts';

const rows = 500;

/** Both as they come and where no value may occur twice. */
async function made(column: string): Promise<readonly string[]> {
  const [random, unique] = [await columnOf(`{${column}}`, rows), await columnOf(`{${column}, unique: true}`, rows)];
  expect(new Set(unique).size).toBe(rows);
  return [...random, ...unique].map((value) => value!);
}

describe.each(locales)('in the locale %s', (locale) => {
  it.each(['national', 'international', 'mobile', 'human'] as const)(
    'phone numbers have its %s formats',
    async (style) => {
      const { phone_number: phone } = await definitionsOf(locale);
      const regexes = phone!.format![style]!.map((format) => new RegExp(`^${formatSource(format)}$`));
      const values = await made(`type: phone, style: ${style}, locale: ${locale}`);
      expect(values.filter((value) => !regexes.some((regex) => regex.test(value)))).toEqual([]);
      for (const regex of regexes.slice(0, 20)) expect(values.some((value) => regex.test(value))).toBe(true);
    },
  );

  it('zip codes have its formats', async () => {
    const { location } = await definitionsOf(locale);
    const regexes = [location!.postcode!].flat().map((format) => new RegExp(`^${formatSource(format)}$`));
    const values = await made(`type: zip_code, locale: ${locale}`);
    expect(values.filter((value) => !regexes.some((regex) => regex.test(value)))).toEqual([]);
  });
});

it('zip codes with letters have the formats of their countries, however many', async () => {
  const british = [(await definitionsOf('en_GB')).location!.postcode!].flat();
  const either = new RegExp(`^(${british.map(formatSource).join('|')})$`);
  expect((await made('type: zip_code, locale: en_GB')).filter((value) => !either.test(value))).toEqual([]);
  const dutch = new Set([(await definitionsOf('nl')).location!.postcode!].flat());
  const formats = (await made('type: zip_code, locale: nl')).map((value) => value.replace(/^(\d)\d{3}/, '$1###'));
  expect(formats.filter((format) => !dutch.has(format))).toEqual([]);
});

describe('addresses of machines', () => {
  it('of IPv4 are within their range', async () => {
    for (const value of await made('type: ipv4')) {
      expect(isIPv4(value)).toBe(true);
      expect(Number(value.split('.')[0])).toBeGreaterThanOrEqual(1);
      expect(Number(value.split('.')[0])).toBeLessThanOrEqual(223);
    }
    for (const value of await made('type: ipv4, range: 172.16.0.0/12'))
      expect(value).toMatch(/^172\.(1[6-9]|2\d|3[01])\./);
    const all = await columnOf('{type: ipv4, range: 192.0.2.0/24, unique: true, ordered: false}', 256);
    expect(new Set(all)).toEqual(new Set(Array.from({ length: 256 }, (_, host) => `192.0.2.${host}`)));
  });

  it('of IPv6 are written as RFC 5952 has them', async () => {
    for (const value of await made('type: ipv6')) {
      expect(isIPv6(value)).toBe(true);
      expect(value).toMatch(/^2001:db8(:[1-9a-f][0-9a-f]{0,3}){6}$/);
      // The parser of URLs writes the canonical form.
      expect(new URL(`http://[${value}]/`).hostname).toBe(`[${value}]`);
    }
    for (const value of await made('type: ipv6, prefix: "fd00:1:2:3:4:5"')) expect(value).toMatch(/^fd00:1:2:3:4:5:/);
  });

  it('of network cards are of one card and given locally', async () => {
    for (const value of await made('type: mac_address')) {
      expect(value).toMatch(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/);
      expect(Number.parseInt(value.slice(0, 2), 16) & 3).toBe(2);
    }
  });
});

describe('of the web', () => {
  it('addresses of pages are URLs at reserved domains', async () => {
    for (const value of await made('type: url')) {
      const url = new URL(value);
      expect([url.protocol, url.href]).toEqual(['https:', value]);
      expect(url.hostname).toMatch(/^[a-z0-9]+\.example\.(com|net|org)$/);
    }
  });

  it('domains, slugs and names of files are ASCII, in every locale', async () => {
    for (const locale of locales) {
      for (const value of await made(`type: domain, locale: ${locale}`))
        expect(value).toMatch(/^[a-z0-9]+-[a-z0-9]+\.example$/);
      for (const value of await made(`type: slug, min: 1, max: 3, locale: ${locale}`))
        expect(value).toMatch(/^[a-z0-9]+(-[a-z0-9]+){0,2}$/);
      for (const value of await made(`type: file_name, extensions: [csv, tar.gz], locale: ${locale}`))
        expect(value).toMatch(/^[a-z0-9]+_[a-z0-9]+\.(csv|tar\.gz)$/);
    }
  });

  it('mail domains are those that are given, or those of free mail of the locale', async () => {
    for (const value of await made('type: email, domains: [acme.test, mail.acme.test]'))
      expect(value).toMatch(/@(mail\.)?acme\.test$/);
    const { internet } = await definitionsOf('fr');
    const domains = new Set(
      (await made('type: email, freeMail: true, locale: fr')).map((value) => value.split('@')[1]),
    );
    expect(domains).toEqual(new Set(internet!.free_email));
  });

  it('user agents name one browser with its version', async () => {
    const values = (await columnOf('{type: user_agent}', rows)).map((value) => value!);
    for (const value of values)
      expect(value).toMatch(/^Mozilla\/5\.0 \([^()]+\) (AppleWebKit|Gecko)\/.*(Chrome|Version|Firefox)\/\d+/);
    for (const value of values.filter((each) => each.includes('Edg/')))
      expect(/Chrome\/(\d+)/.exec(value)![1]).toBe(/Edg\/(\d+)/.exec(value)![1]);
  });
});

describe('places', () => {
  it('codes of countries and currencies are those of the standards', async () => {
    expect(countryCodes).toHaveLength(249);
    expect(countryCodes).toContainEqual({ alpha2: 'DE', alpha3: 'DEU', numeric: '276' });
    for (const style of ['alpha2', 'alpha3', 'numeric'] as const) {
      const codes = new Set(countryCodes.map((code) => code[style]));
      expect(new Set(await columnOf(`{type: country_code, style: ${style}, unique: true}`, 249))).toEqual(codes);
    }
    const { finance } = await definitionsOf('en');
    expect(currencyCodes).toEqual([...new Set(finance!.currency!.map(({ code }) => code))].toSorted());
    expect(new Set(await columnOf('{type: currency_code, unique: true}', currencyCodes.length))).toEqual(
      new Set(currencyCodes),
    );
  });

  it('degrees lie between their bounds, to so many digits, and rise where they are ordered', async () => {
    const degrees = (await columnOf('{type: latitude, from: 47.3, to: 47.31, decimals: 4, ordered: true}', rows)).map(
      Number,
    );
    expect(degrees).toEqual(degrees.toSorted((left, right) => left - right));
    expect(degrees[0]).toBeGreaterThanOrEqual(47.3);
    expect(degrees.at(-1)).toBeLessThanOrEqual(47.31);
    const all = await columnOf(
      '{type: longitude, from: -0.05, to: 0.05, decimals: 2, unique: true, ordered: true}',
      11,
    );
    expect(all).toEqual(['-0.05', '-0.04', '-0.03', '-0.02', '-0.01', '0.00', '0.01', '0.02', '0.03', '0.04', '0.05']);
  });

  it('points lie in their box, in each way of writing', async () => {
    const box = 'type: geo_point, south: 47.2, west: 5.8, north: 55.1, east: 15.1, decimals: 5';
    const isInBox = ([lat, lon]: readonly number[]) => lat! >= 47.2 && lat! <= 55.1 && lon! >= 5.8 && lon! <= 15.1;
    for (const value of await made(box)) expect(isInBox(value.split(',').map(Number))).toBe(true);
    for (const value of await made(`${box}, style: wkt`)) {
      const [, lon, lat] = /^POINT\((\S+) (\S+)\)$/.exec(value)!;
      expect(isInBox([Number(lat), Number(lon)])).toBe(true);
    }
    for (const value of await made(`${box}, style: geojson`)) {
      const { type, coordinates } = JSON.parse(value) as { type: string; coordinates: readonly number[] };
      expect([type, isInBox(coordinates.toReversed())]).toEqual(['Point', true]);
    }
  });

  it('colors have numbers too', async () => {
    for (const value of await made('type: color, style: hex')) expect(value).toMatch(/^#[0-9a-f]{6}$/);
  });
});
