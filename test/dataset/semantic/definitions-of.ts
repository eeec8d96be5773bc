import type { Faker, LocaleDefinition } from '@faker-js/faker';

/** Definitions of a locale as faker itself puts them together. */
export async function definitionsOf(locale: string): Promise<LocaleDefinition> {
  const { faker } = (await import(`@faker-js/faker/locale/${locale}`)) as { readonly faker: Faker };
  return faker.rawDefinitions;
}

/** Locales of several scripts, directions and orders of names; some lack much. */
export const locales = ['en', 'de', 'fr', 'pt_BR', 'ja', 'ar'] as const;
