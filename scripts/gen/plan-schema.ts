import { planSchema } from '../../src/output/plan-schema.ts';

/** `schema/plan.v1.json`: what a plan as a JSON document looks like. */
export function planSchemaFile(): { readonly path: string; readonly text: string } {
  const document = { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Faultline plan', ...planSchema };
  return { path: 'schema/plan.v1.json', text: `${JSON.stringify(document, null, 2)}\n` };
}
