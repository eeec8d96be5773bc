import { Type } from '@sinclair/typebox';
import { didYouMean } from '../scenario/nearest.ts';
import { checkSchema, withDefaults } from '../scenario/schema-check.ts';
import type { Part, TypeContext } from './value-type.ts';

/** A part as files write it: a type's name, or a mapping with `type` and its parameters. */
export type WrittenPart = string | { readonly type: string; readonly [parameter: string]: unknown };

/** Schema of a part. */
export const partSchema = (description: string) =>
  Type.Unsafe<WrittenPart>({
    title: 'a type such as first_name, or a mapping with type',
    description,
    anyOf: [
      { type: 'string', minLength: 1 },
      { type: 'object', properties: { type: { type: 'string' } }, required: ['type'] },
    ],
  });

/** Reads a part whose type is known. */
export function readPart(written: WrittenPart, { types }: Pick<TypeContext, 'types'>): Part {
  const { type: id, ...parameters } = typeof written === 'string' ? { type: written } : written;
  const type = types.get(id)!;
  return { type, with: withDefaults(type.parameters, parameters) as Part['with'] };
}

/** What is wrong with a part. @param key of the parameter that it stands in @param name of the part, as messages have it */
export function partProblems(written: WrittenPart, context: TypeContext, key: string, name: string) {
  const { type: id, ...parameters } = typeof written === 'string' ? { type: written } : written;
  const type = context.types.get(id);
  if (type === undefined)
    return [
      { key, message: `${name}: there is no type ${id}`, hint: didYouMean(id, context.types.keys(), 'types') ?? '' },
    ];
  const schema = { ...type.parameters, required: withoutDefaults(type.parameters) };
  const structure = checkSchema(schema, parameters, []);
  if (structure.length > 0)
    return structure.map(({ message, hint }) => ({ key, message: `${name}: ${message}`, hint: hint ?? 'Change it.' }));
  const own = type.problems?.({ ...context, with: readPart(written, context).with }) ?? [];
  return own.map(({ message, hint }) => ({ key, message: `${name}: ${message}`, hint }));
}

/** Parameters with a default need not be written. */
function withoutDefaults({ required = [], properties }: Part['type']['parameters']): readonly string[] {
  return required.filter((key) => !('default' in (properties[key] as object)));
}
