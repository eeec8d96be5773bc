/** Words that YAML, in some version of it, takes for something else than a text. */
const reserved = /^(?:true|false|null|yes|no|on|off|y|n)$/iu;
const plain = /^[A-Za-z_](?:[A-Za-z0-9_./ -]*[A-Za-z0-9_.])?$/u;

/** A text as a value of a YAML file, in quotes where it would mean something else without them. */
export function yamlScalar(text: string): string {
  return plain.test(text) && !reserved.test(text) ? text : JSON.stringify(text);
}
