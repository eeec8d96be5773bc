import type { Static, TObject } from '@sinclair/typebox';
import type { Form } from '../form/form.ts';
import { formType, type FormType } from '../form/form-type.ts';
import type { TypeContext, ValueType } from '../value-type.ts';
import { unknownLocale } from './locale-names.ts';
import { localeOf, type Locale } from './locale.ts';

/** A value type whose values are texts of a form that the locale's definitions give. */
export interface LocaleType<Parameters extends TObject> extends Omit<FormType<Parameters>, 'form' | 'unique'> {
  /** Nothing where the locale has no such texts. */
  form(locale: Locale, parameters: Static<Parameters>, context: TypeContext): Form;
  /** What different values are made of, where that is not the form of all. */
  unique?(locale: Locale, parameters: Static<Parameters>, context: TypeContext): Form;
}

/** @returns a type that refuses locales that are not known */
export function localeType<Parameters extends TObject>({
  form,
  unique,
  problems,
  ...type
}: LocaleType<Parameters>): ValueType {
  return formType<Parameters>({
    ...type,
    form: (context) => form(localeOf(context.locale), context.with, context),
    ...(unique && { unique: (context) => unique(localeOf(context.locale), context.with, context) }),
    problems: (context) => {
      const problem = unknownLocale(context.locale);
      return problem === undefined ? (problems?.(context) ?? []) : [{ key: 'locale', ...problem }];
    },
  });
}
