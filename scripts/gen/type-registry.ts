import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { ValueType } from '../../src/dataset/value-type.ts';
import type { GeneratedFile } from './generated-file.ts';

const folder = new URL('../../src/dataset/types/', import.meta.url);

/** `src/dataset/registry.ts`: imports every value type and lists them. */
export async function typeRegistry(): Promise<GeneratedFile> {
  const files = await typeFiles();
  const imports = files.map(({ path, type }) => `import ${camelCase(type.id)} from './types/${path}';\n`).join('');
  const list = files.map(({ type }) => `  ${camelCase(type.id)},\n`).join('');
  const text = `import type { ValueType } from './value-type.ts';
${imports}
// Made from the folder types by \`npm run gen\`.
const all: readonly ValueType[] = [
${list}];

/** Every value type by its id, sorted by id. */
export const valueTypes: ReadonlyMap<string, ValueType> = new Map(all.map((type) => [type.id, type]));
`;
  return { path: 'src/dataset/registry.ts', text };
}

/** Value types by id, as they are in their files. */
export async function valueTypesInFiles(): Promise<ReadonlyMap<string, ValueType>> {
  return new Map((await typeFiles()).map(({ type }) => [type.id, type]));
}

/** All files of value types, sorted by id. @throws Error where a file's name is not its type's id */
async function typeFiles(): Promise<readonly { readonly path: string; readonly type: ValueType }[]> {
  const paths = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(new URL(`${name}/`, folder)).map((file) => `${name}/${file}`));
  const files = await Promise.all(paths.map(readType));
  return files.toSorted((left, right) => (left.type.id < right.type.id ? -1 : 1));
}

async function readType(path: string) {
  const module = (await import(pathToFileURL(new URL(path, folder).pathname).href)) as { readonly default?: ValueType };
  const type = module.default;
  if (type === undefined) throw new Error(`src/dataset/types/${path} has no default export`);
  if (path !== `${type.category}/${type.id.replaceAll('_', '-')}.ts`)
    throw new Error(`src/dataset/types/${path} holds the type ${type.category}/${type.id}`);
  return { path, type };
}

function camelCase(id: string): string {
  return `${id.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}Type`;
}
