import { list, nothing, type Form } from '../form/form.ts';
import { addressParts } from './address.ts';
import { definedTexts } from './defined-texts.ts';
import type { Locale } from './locale.ts';
import { firstNames, ofSex, type BySex, type Sex } from './names.ts';
import { patterns, type Pattern, type Refer } from './pattern.ts';

/**
 * What stands for names in patterns: `person.firstName`, `location.city_prefix`, `number.int({"max": 9, "min": 1})`.
 * Names in snake_case are entries of the definitions; what the locale does not have is nothing.
 * @param sex of the persons that are named. Absent = either
 */
export function partsOf(locale: Locale, sex?: Sex): Refer {
  const refer: Refer = (name) => {
    const known = parts[name];
    if (known !== undefined) return known();
    if (name.startsWith('number.int(')) return numbers(name);
    return list(definedTexts(locale, name.replaceAll(/[A-Z]/g, lowered)));
  };
  const parts: Readonly<Record<string, () => Form>> = {
    ...addressParts(locale, refer),
    'person.firstName': () => list(firstNames(locale, sex)),
    'person.lastName': () => patterns(lastNamePatterns(locale, sex), refer),
    'person.middleName': () => list(ofSex<string>(locale.definitions.person?.middle_name, sex)),
    'person.prefix': () => list(ofSex<string>(locale.definitions.person?.prefix, sex)),
    'person.fullName': () => patterns(locale.definitions.person?.name, refer),
    'person.jobTitle': () => patterns(locale.definitions.person?.job_title_pattern, refer),
    'company.name': () => patterns(locale.definitions.company?.name_pattern, refer),
    'commerce.productName': () => patterns(locale.definitions.commerce?.product_name?.pattern, refer),
    'commerce.product': () => list(definedTexts(locale, 'commerce.product_name.product')),
    'commerce.productMaterial': () => list(definedTexts(locale, 'commerce.product_name.material')),
    'commerce.productAdjective': () => list(definedTexts(locale, 'commerce.product_name.adjective')),
  };
  return refer;
}

/** Some locales have patterns of two last names. */
function lastNamePatterns({ definitions }: Locale, sex: Sex | undefined): readonly Pattern[] {
  return ofSex(definitions.person?.last_name_pattern as BySex<Pattern>, sex);
}

function numbers(call: string): Form {
  const bounds = /^number\.int\((\{.*\})\)$/.exec(call)?.[1];
  if (bounds === undefined) return nothing;
  const { min, max } = JSON.parse(bounds) as { readonly min: number; readonly max: number };
  return list(Array.from({ length: max - min + 1 }, (_, index) => String(min + index)));
}

function lowered(letter: string): string {
  return `_${letter.toLowerCase()}`;
}
