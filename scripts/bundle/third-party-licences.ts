import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of every package of which a module is in the bundle, with their texts as the packages have them. */
export function thirdPartyLicences(root: string, modules: readonly string[]): string {
  const folders = [...new Set(modules.map(packageFolder))].toSorted();
  const sections = folders.map((folder) => section(join(root, folder)));
  return `${['Faultline: see LICENSE. Its action holds these packages:', ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** `node_modules/a/node_modules/@b/c` of `node_modules/a/node_modules/@b/c/lib/d.js`. */
function packageFolder(path: string): string {
  const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(path) ?? [];
  if (folder === undefined) throw new Error(`${path} is in no package`);
  return folder;
}

function section(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  if (license === undefined) throw new Error(`${name} names no licence`);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|third_?party)/iu.test(file))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const told = texts.length > 0 ? new Set(texts) : ['Its package holds no text of the licence.'];
  return [`${name} ${version} (${license})`, ...told].join('\n\n');
}
