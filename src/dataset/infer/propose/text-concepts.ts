import type { Written } from '../../dataset-yaml.ts';

/** A value type that texts are taken for, by the name of their column, or by what they look like. */
export interface TextConcept {
  readonly type: string;
  readonly with?: Readonly<Record<string, Written>> | undefined;
  /** Of the column's name in snake_case. */
  readonly names: RegExp;
  /** Of the table's name, where the column's alone does not say it. Absent = any. */
  readonly tables?: RegExp | undefined;
  /** What `Semantics` says of the values; absent = the name alone decides. */
  readonly looksLike?: string | undefined;
  /** What the form of nearly all values has to be; absent = any. */
  readonly shape?: RegExp | undefined;
}

const people =
  /customer|client|user|person|people|employee|contact|member|patient|student|author|owner|passenger|kunde|mitarbeiter|pilot|driver|teacher|guest|subscriber/u;
const companies =
  /compan|supplier|vendor|firm|organi[sz]ation|merchant|partner|brand|manufacturer|lieferant|carrier|airline/u;

/** The first that fits is taken. */
export const textConcepts: readonly TextConcept[] = [
  { type: 'email', names: /./u, looksLike: 'e-mail' },
  { type: 'uuid', names: /./u, looksLike: 'uuid' },
  { type: 'url', names: /./u, looksLike: 'url' },
  { type: 'ipv4', names: /./u, looksLike: 'ip' },
  { type: 'phone', names: /./u, looksLike: 'phone' },
  { type: 'phone', names: /(^|_)(phone|telephone|tel|telefon|mobile|handy|fax)(_|$)/u },
  { type: 'iban', names: /(^|_)iban(_|$)/u },
  { type: 'credit_card', names: /(^|_)(credit_?card|card_?(number|no)|pan)(_|$)/u },
  { type: 'user_agent', names: /user_?agent/u },
  { type: 'user_name', names: /^(user_?name|login|nick_?name|handle|benutzername)$/u },
  { type: 'first_name', names: /(^|_)(first_?name|given_?name|forename|vorname)$/u },
  { type: 'last_name', names: /(^|_)(last_?name|sur_?name|family_?name|nachname)$/u },
  {
    type: 'full_name',
    names: /^(full_?name|(customer|client|user|employee|contact|author|owner|person|patient|passenger|member)_?name)$/u,
  },
  { type: 'full_name', names: /^name$/u, tables: people },
  {
    type: 'company',
    names: /^(company|company_?name|supplier(_name)?|vendor(_name)?|employer|firma|organi[sz]ation(_name)?)$/u,
  },
  { type: 'company', names: /^name$/u, tables: companies },
  { type: 'product', names: /^(product|product_?name|item_?name|artikel|produkt)$/u },
  { type: 'product', names: /^(name|title)$/u, tables: /product|article|item|sku|artikel|produkt/u },
  { type: 'job_title', names: /^(job|job_?title|occupation|profession|beruf)$/u },
  { type: 'department', names: /^(department|dept|abteilung)(_name)?$/u },
  { type: 'street_address', names: /(^|_)(street|street_?address|address_?(line_?)?1|strasse)$/u },
  { type: 'address', names: /(^|_)(address|adresse|anschrift)$/u },
  { type: 'zip_code', names: /(^|_)(zip|zip_?code|post_?code|postal_?code|plz)$/u },
  { type: 'city', names: /(^|_)(city|town|stadt|ort)(_name)?$/u },
  { type: 'country_code', names: /(^|_)(country|nation|land)(_?code|_?iso2?)?$/u, shape: /^AA$/u },
  { type: 'country', names: /(^|_)(country|nation|land)(_name)?$/u },
  { type: 'state', with: { abbreviated: true }, names: /(^|_)(state|province)(_code)?$/u, shape: /^AA$/u },
  { type: 'currency_code', names: /(^|_)currency(_code)?$/u, shape: /^AAA$/u },
  { type: 'color', names: /^(color|colour|farbe)$/u },
];
