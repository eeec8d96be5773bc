import { Type, type TObject, type TProperties, type TUnsafe } from '@sinclair/typebox';

/** The schema of `with`: these properties and no others. Those with a default are never missing once a step is read. */
export function parameters<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}

/** One of several words, as an `enum` that editors complete. */
export function choice<const Word extends string>(
  words: readonly Word[],
  options: { readonly description: string; readonly default?: Word },
): TUnsafe<Word> {
  return Type.Unsafe<Word>({ type: 'string', enum: [...words], ...options });
}
