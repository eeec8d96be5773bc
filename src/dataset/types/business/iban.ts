import { Type } from '@sinclair/typebox';
import { choice } from '../../../anomaly/parameters.ts';
import type { Sql } from '../../../model/sql.ts';
import { sql } from '../../../sql/sql.ts';
import { decisionTree } from '../../compile/decision-tree.ts';
import { parameters } from '../../parameters.ts';
import { ibanCountryOf, ibanStructures } from '../../semantic/iban-structures.ts';
import { ibanOf, stretchesOf, type Stretch } from '../../semantic/iban.ts';
import { defineType, type TypeContext, type ValueContext } from '../../value-type.ts';

export default defineType({
  id: 'iban',
  category: 'business',
  description:
    'IBANs with valid check digits. Bank codes and the check digits that some countries have within the account number are random.',
  examples: ['DE39100500000024290661', 'GB29NWBK60161331926819'],
  parameters: parameters({
    countries: Type.Optional(
      Type.Array(choice(Object.keys(ibanStructures), { description: 'Two letters (ISO 3166-1).' }), {
        minItems: 1,
        uniqueItems: true,
        description:
          'Countries by their two letters, each as likely. Default: that of the locale, or DE where it has no IBANs.',
      }),
    ),
  }),
  isOrdered: false,
  sqlType: () => 'VARCHAR',
  loadType: (context) => ({ type: 'text', length: Math.max(...countriesOf(context).map(lengthOf)) }),
  space(context) {
    const countries = countriesOf(context);
    const each = countries.map((country) => accountOf(country).space);
    return BigInt(countries.length) * each.reduce((least, space) => (space < least ? space : least));
  },
  nth(context, n) {
    const countries = countriesOf(context);
    const number = context.let(n);
    const account = countries.length === 1 ? number : context.let(sql`${number} // ${countries.length}`);
    return ibans(context, countries, sql`${number} % ${countries.length}`, account);
  },
  random(context) {
    const countries = countriesOf(context);
    return ibans(context, countries, context.below(countries.length, 'country'), undefined);
  },
});

interface Parameters {
  readonly countries?: readonly string[] | undefined;
}

function countriesOf({ with: { countries }, locale }: TypeContext<Parameters>): readonly string[] {
  return countries ?? [ibanCountryOf(locale)];
}

function lengthOf(country: string): number {
  return stretchesOf(country).reduce((sum, { count }) => sum + count, 4);
}

/** The stretch that tells different IBANs of a country apart: the longest. */
function accountOf(country: string): Stretch {
  return stretchesOf(country).reduce((longest, each) => (each.space > longest.space ? each : longest));
}

/** @param account the number of the account. Absent = a random one */
function ibans(
  context: ValueContext<Parameters>,
  countries: readonly string[],
  index: Sql,
  account: Sql | undefined,
): Sql {
  const most = Math.max(...countries.map((country) => stretchesOf(country).length));
  const bits = Array.from({ length: most }, (_, place) => context.let(context.bits(`stretch.${place}`)));
  const texts = countries.map((country) => {
    const decided = accountOf(country);
    const stretches = stretchesOf(country);
    const place = account === undefined ? -1 : stretches.findIndex(({ space }) => space === decided.space);
    const numbers = stretches.map(({ space }, at) =>
      at === place ? account! : sql`(${bits[at]!} % ${space}::ubigint)::bigint`,
    );
    return ibanOf(country, numbers);
  });
  const chosen = countries.length === 1 ? index : context.let(index);
  return decisionTree(
    chosen,
    texts.slice(1).map((_, place) => sql`${place + 1}`),
    texts,
  );
}
