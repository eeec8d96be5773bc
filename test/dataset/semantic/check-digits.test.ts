import { Faker, base } from '@faker-js/faker';
import { describe, expect, it } from 'vitest';
import { cardNetworks } from '../../../src/dataset/semantic/card-networks.ts';
import { ibanStructures } from '../../../src/dataset/semantic/iban-structures.ts';
import { columnOf } from '../column-of.ts';

/** Letters as two digits, the first four characters behind the others: a whole number of which the rest by 97 is 1 (ISO 13616). */
function restOfIban(iban: string): bigint {
  const turned = iban.slice(4) + iban.slice(0, 4);
  return BigInt([...turned].map((character) => Number.parseInt(character, 36)).join('')) % 97n;
}

/** The sum of Luhn, on the digits as text from the last one on. */
function luhnSum(number: string): number {
  const digits = [...number].toReversed().map(Number);
  return digits.reduce((sum, digit, place) => {
    const value = place % 2 === 1 ? digit * 2 : digit;
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}

describe('IBANs', () => {
  it('the check itself knows the examples of the registry from wrong ones', () => {
    expect(restOfIban('DE89370400440532013000')).toBe(1n);
    expect(restOfIban('GB29NWBK60161331926819')).toBe(1n);
    expect(restOfIban('GB29NWBK60161331926891')).not.toBe(1n);
  });

  it('have valid check digits in every country, and the length that the country has', async () => {
    const faker = new Faker({ locale: base, seed: 7 });
    for (const country of Object.keys(ibanStructures)) {
      const made = await columnOf(`{type: iban, countries: [${country}]}`, 40);
      expect(made.filter((iban) => !iban!.startsWith(country) || restOfIban(iban!) !== 1n)).toEqual([]);
      expect(new Set(made).size).toBe(40);
      const lengths = new Set(made.map((iban) => iban!.length));
      const expected = country === 'UA' ? 29 : faker.finance.iban({ countryCode: country }).length;
      expect([country, ...lengths]).toEqual([country, expected]);
    }
  });

  it('of several countries are shared out among them, unique ones too', async () => {
    for (const unique of [false, true]) {
      const made = await columnOf(`{type: iban, countries: [DE, GB, MU, HU], unique: ${unique}}`, 2000);
      expect(made.every((iban) => restOfIban(iban!) === 1n)).toBe(true);
      const byCountry = Map.groupBy(made, (iban) => iban!.slice(0, 2));
      for (const country of ['DE', 'GB', 'MU', 'HU']) expect(byCountry.get(country)!.length).toBeGreaterThan(400);
    }
  });

  it('are those of the locale, or German ones where its country has none', async () => {
    expect((await columnOf('{type: iban, locale: pt_BR}', 1))[0]).toMatch(/^BR\d{2}\d{23}[A-Z]\d$/);
    expect((await columnOf('{type: iban, locale: fr}', 1))[0]).toMatch(/^FR\d{25}$/);
    expect((await columnOf('{type: iban, locale: ja}', 1))[0]).toMatch(/^DE\d{20}$/);
  });
});

describe('numbers of cards', () => {
  it('the check itself knows test numbers of card networks from wrong ones', () => {
    expect(luhnSum('4111111111111111') % 10).toBe(0);
    expect(luhnSum('378282246310005') % 10).toBe(0);
    expect(luhnSum('4111111111111112') % 10).not.toBe(0);
  });

  const beginnings = {
    visa: /^4/,
    mastercard: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    american_express: /^3[47]/,
    discover: /^(6011|65)/,
    diners_club: /^36/,
    jcb: /^35(2[89]|[3-8])/,
    unionpay: /^62/,
  };

  it.each(Object.entries(cardNetworks))(
    'of %s have valid check digits, beginning and length',
    async (network, { digits }) => {
      for (const unique of [false, true])
        for (const card of await columnOf(`{type: credit_card, networks: [${network}], unique: ${unique}}`, 500)) {
          expect(card).toMatch(beginnings[network as keyof typeof beginnings]);
          expect(card).toMatch(new RegExp(`^\\d{${digits}}$`));
          expect(luhnSum(card!) % 10).toBe(0);
        }
    },
  );

  it('are grouped as they are printed on the cards', async () => {
    const made = await columnOf(
      `{type: credit_card, networks: [visa, american_express, diners_club], separator: '-'}`,
      300,
    );
    for (const card of made) expect(card).toMatch(/^(4\d{3}(-\d{4}){3}|3[47]\d{2}-\d{6}-\d{5}|36\d{2}-\d{6}-\d{4})$/);
    expect(made.every((card) => luhnSum(card!.replaceAll('-', '')) % 10 === 0)).toBe(true);
    expect(new Set(made.map((card) => card!.length)).size).toBe(3);
  });
});
