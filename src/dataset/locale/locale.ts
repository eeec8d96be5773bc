import { createRequire } from 'node:module';
import type { Faker, LocaleDefinition } from '@faker-js/faker';

/** Names, addresses and texts of one language and country; what it lacks comes from the locales that it is based on, English last. */
export interface Locale {
  readonly name: string;
  readonly definitions: LocaleDefinition;
}

const require = createRequire(import.meta.url);

/**
 * A locale by its name, one of `localeNames`. Definitions are loaded when they are first asked for, those of one locale
 * and of the ones that it is based on: no command but those that need them pays for them.
 */
export function localeOf(name: string): Locale {
  const { faker } = require(`@faker-js/faker/locale/${name}`) as { readonly faker: Faker };
  return { name, definitions: faker.rawDefinitions };
}
