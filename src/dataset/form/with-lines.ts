import { choice, row, text, type Form } from './form.ts';

/** A form with something else between its lines. Values of lists have one line each. */
export function withLines(form: Form, separator: string): Form {
  switch (form.kind) {
    case 'text':
      return text(form.text.replaceAll('\n', separator));
    case 'row':
      return row(form.parts.map((part) => withLines(part, separator)));
    case 'choice':
      return choice(form.options.map(({ form: option, weight }) => ({ form: withLines(option, separator), weight })));
    default:
      return form;
  }
}
