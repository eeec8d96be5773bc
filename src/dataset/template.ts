/** A piece of a template: text as it is, or an expression. */
export type TemplatePart = { readonly text: string } | { readonly expression: string };

/** The pieces of `${lower(first_name)}.${id}@example.com`; `$${` stands for `${`. Braces within an expression are matched. */
export function templateParts(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = '';
  let position = 0;
  while (position < template.length) {
    if (template.startsWith('$${', position)) {
      text += '${';
      position += 3;
    } else if (template.startsWith('${', position)) {
      const end = closingBrace(template, position + 2);
      if (text !== '') parts.push({ text });
      text = '';
      parts.push({ expression: template.slice(position + 2, end) });
      position = end + 1;
    } else {
      text += template[position];
      position += 1;
    }
  }
  return text === '' ? parts : [...parts, { text }];
}

/** Position of the brace that ends an expression, or the template's end where none does. */
function closingBrace(template: string, from: number): number {
  let depth = 0;
  for (let position = from; position < template.length; position += 1) {
    const character = template[position];
    if (character === "'") position = Math.max(position, template.indexOf("'", position + 1));
    if (character === '{') depth += 1;
    if (character === '}' && depth-- === 0) return position;
  }
  return template.length;
}
