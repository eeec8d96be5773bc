import type { Field } from '../../scenario/field.ts';

/** Actions of Go's text/template, by what they are without blanks, and what stands for them here. */
const actions: ReadonlyMap<string, string> = new Map([
  ['.ModelName', '{{table}}'],
  ['len .Rows', '{{count}}'],
  ['json .Rows', '{{rows}}'],
  ['.Rows | json', '{{rows}}'],
  ['.Rows | len', '{{count}}'],
]);

/** A template that is a loop over rows, each as JSON, with something between them. */
const loop =
  /\{\{-?\s*range\s+\$(\w+)\s*,\s*\$(\w+)\s*:=\s*\.Rows\s*-?\}\}\s*\{\{-?\s*if\s+\$\1\s*-?\}\}\s*,\s*\{\{-?\s*end\s*-?\}\}\s*\{\{-?\s*json\s+\$\2\s*-?\}\}\s*\{\{-?\s*end\s*-?\}\}/g;

/**
 * The body of a request with the placeholders of a Dataset file. `{{-` and `-}}` take the blanks beside them away.
 * @param field refuses what has no counterpart, by name
 */
export function bodyOf(field: Field, template: string): string {
  const whole = template
    .trim()
    .replace(/\[\s*(\{\{-?\s*range[^]*?)\s*\]/g, (list, inner: string) =>
      inner.replace(loop, '') === '' ? '{{ json .Rows }}' : list,
    );
  return whole.replace(/(\s*\{\{-\s|\{\{)((?:(?!\}\}).)*?)(\s-\}\}\s*|\}\})/gs, (all, _, action: string) => {
    const words = action.trim().replace(/\s+/g, ' ');
    const found = actions.get(words);
    if (found !== undefined) return found;
    field.refuse(
      `{{ ${words} }} has no counterpart here`,
      'Rows are sent as JSON: write {{ json .Rows }}, {{ len .Rows }} and {{ .ModelName }}, or write the body in the Dataset file.',
      'UNSUPPORTED',
    );
    return all;
  });
}
