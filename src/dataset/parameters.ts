import { Type, type TObject, type TProperties } from '@sinclair/typebox';

/** What may stand beside `type`: these keys and those that every column takes. */
export function parameters<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}
