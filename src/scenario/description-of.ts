import { readYaml } from './yaml-file.ts';

/** The description of a scenario by the text of its file, as the ledger keeps it; undefined where there is none to be read. */
export function descriptionOf(source: string, path: string): string | undefined {
  try {
    const { value } = readYaml(source, path);
    const description = typeof value === 'object' && value !== null && 'description' in value ? value.description : '';
    return typeof description === 'string' && description !== '' ? description : undefined;
  } catch {
    return undefined;
  }
}
