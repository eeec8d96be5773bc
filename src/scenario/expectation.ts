/** A JSON Schema as AJV hands it back. */
export type Schema = Readonly<Record<string, unknown>>;

/** What a schema wants, as the end of the sentence "must be …". */
export function expectation(schema: Schema): string {
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return either(schema['enum'].map((value) => JSON.stringify(value)));
  if (typeof schema['title'] === 'string') return schema['title'];
  const branches = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(branches)) return either(branches.map((branch: Schema) => expectation(branch)));
  switch (schema['type']) {
    case 'string':
      return schema['minLength'] === 1 ? 'a text that is not empty' : 'a text';
    case 'integer':
      return `a whole number${bounds(schema)}`;
    case 'number':
      return `a number${bounds(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return list(schema);
    case 'object':
      return 'a mapping';
    default:
      return 'something else';
  }
}

function list({ minItems = 0, maxItems }: Schema): string {
  if (Number(minItems) > 1 && minItems === maxItems) return `a list of ${String(minItems)}`;
  return Number(minItems) > 0 ? 'a list that is not empty' : 'a list';
}

function bounds(schema: Schema): string {
  const words = Object.entries(boundWords)
    .filter(([keyword]) => typeof schema[keyword] === 'number')
    .map(([keyword, word]) => ` ${word} ${JSON.stringify(schema[keyword])}`);
  return words.join('');
}

const boundWords = { minimum: 'from', exclusiveMinimum: 'above', maximum: 'to', exclusiveMaximum: 'below' };

function either(choices: readonly string[]): string {
  const unique = [...new Set(choices)];
  const last = unique.pop() ?? 'nothing';
  return unique.length === 0 ? last : `${unique.join(', ')} or ${last}`;
}
