import { Type, type TString } from '@sinclair/typebox';
import { shown, type Field } from './field.ts';

const pattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const longest = 63;

/** Schema of a name of a scenario or a project. */
export function slugSchema(description: string): TString {
  return Type.String({
    title: 'a name of small letters, digits and -',
    description,
    pattern: pattern.source,
    maxLength: longest,
  });
}

/** Refuses a name that is none, with one that would do. */
export function checkSlug(field: Field): void {
  if (typeof field.value !== 'string' || (pattern.test(field.value) && field.value.length <= longest)) return;
  const words = field.value.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const hint =
    words.length === 0
      ? 'Write a name such as late-orders.'
      : `Write ${words.join('-').slice(0, longest).replace(/-$/, '')}.`;
  field.refuse(
    `${field.name} ${shown(field.value)} is not made of at most ${longest} small letters, digits and -`,
    hint,
  );
}
