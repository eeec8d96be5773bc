import { formats, numbersIn, ofCodes } from '../form/formats.ts';
import { list, oneOf, type Form } from '../form/form.ts';
import { definedTexts } from './defined-texts.ts';
import type { Locale } from './locale.ts';
import { patterns, patternsWithNumbers, type Refer } from './pattern.ts';

/** Parts of addresses by the names that patterns have for them. */
export function addressParts(locale: Locale, refer: Refer): Readonly<Record<string, () => Form>> {
  const { location } = locale.definitions;
  return {
    'location.city': () => city(locale, refer),
    // Of which some are names of real cities.
    'location.inventedCity': () => patterns(location?.city_pattern, refer),
    'location.street': () => patterns(location?.street_pattern, refer),
    'location.buildingNumber': () => oneOf(definedTexts(locale, 'location.building_number').map(numbersIn)),
    'location.streetAddress': () => patterns(location?.street_address?.normal, refer),
    'location.secondaryAddress': () => patternsWithNumbers(location?.secondary_address, refer),
    'location.zipCode': () => formats(definedTexts(locale, 'location.postcode'), ofCodes),
    'location.postalAddress': () => patterns(location?.postal_address, refer),
    'location.state({"abbreviated":true})': () => list(definedTexts(locale, 'location.state_abbr')),
  };
}

/** Real cities where the locale lists some, else names made by its patterns. */
function city(locale: Locale, refer: Refer): Form {
  const given = locale.definitions.location?.city_pattern;
  const hasReal = given?.includes('{{location.city_name}}') ?? false;
  return hasReal ? refer('location.city_name') : patterns(given, refer);
}
