import { certificateSchema } from '../../src/output/certificate-schema.ts';

/** `schema/certificate.v1.json`: what a purge leaves behind. */
export function certificateSchemaFile(): { readonly path: string; readonly text: string } {
  const $schema = 'http://json-schema.org/draft-07/schema#';
  const document = { $schema, title: 'Faultline certificate of a purge', ...certificateSchema };
  return { path: 'schema/certificate.v1.json', text: `${JSON.stringify(document, null, 2)}\n` };
}
