import type { Static, TObject } from '@sinclair/typebox';
import { defineType, type TypeContext, type ValueType } from '../value-type.ts';
import { disjointAlternatives, heaviest, type Alternative } from './alternatives.ts';
import { isNothing, type Form } from './form.ts';
import { nthOf, spaceOf } from './nth-form.ts';
import { randomOf } from './random-form.ts';

/** A value type whose values are texts of a form. */
export interface FormType<Parameters extends TObject> extends Pick<
  ValueType,
  'id' | 'category' | 'description' | 'examples'
> {
  readonly parameters: Parameters;
  /** Whether its different texts are those of one row of parts, and so can be put in order. Default: they are as many as can be told apart. */
  readonly isOrdered?: boolean | undefined;
  /** Nothing where there are no such texts. */
  form(context: TypeContext<Static<Parameters>>): Form;
  /** What different values are made of, where that is not the form of all. */
  unique?(context: TypeContext<Static<Parameters>>): Form;
  problems?: ValueType<Static<Parameters>>['problems'];
}

/** @returns a type whose column is text */
export function formType<Parameters extends TObject>(type: FormType<Parameters>): ValueType {
  const isOrdered = type.isOrdered ?? false;
  const alternatives = (context: TypeContext<Static<Parameters>>): readonly Alternative[] => {
    const form = (type.unique ?? type.form)(context);
    return isOrdered ? heaviest(form) : disjointAlternatives(form, context.rows);
  };
  return defineType<Parameters>({
    id: type.id,
    category: type.category,
    description: type.description,
    examples: type.examples,
    parameters: type.parameters,
    isOrdered,
    sqlType: () => 'VARCHAR',
    loadType: (context) => ({ type: 'text', length: longest(type.form(context)) }),
    space: (context) => spaceOf(alternatives(context)),
    nth: (context, n) => nthOf(context, alternatives(context), n),
    random: (context) => randomOf(context, type.form(context)),
    problems: (context) => {
      const problems = type.problems?.(context) ?? [];
      if (problems.length > 0 || !isNothing(type.form(context))) return problems;
      return [
        { key: 'type', message: `there are no values of this type in ${context.locale}`, hint: 'Take another locale.' },
      ];
    },
  });
}

/** Characters of the longest text. */
function longest(form: Form): number {
  switch (form.kind) {
    case 'text':
      return [...form.text].length;
    case 'list':
      return Math.max(...form.values.map((value) => [...value].length));
    case 'digits':
      return form.count;
    case 'row':
      return form.parts.reduce((sum, part) => sum + longest(part), 0);
    case 'choice':
      return Math.max(0, ...form.options.map((option) => longest(option.form)));
  }
}
