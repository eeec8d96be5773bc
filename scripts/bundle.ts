import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleAction } from './bundle/bundle-action.ts';
import { thirdPartyLicences } from './bundle/third-party-licences.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const isCheck = process.argv.includes('--check');

const { files, modules } = await bundleAction(root);
const wanted = new Map([...files, ['dist/LICENSES.txt', thirdPartyLicences(root, modules)]]);
const present = new Map(filesIn('dist').map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const differing = [...new Set([...wanted.keys(), ...present.keys()])]
  .filter((path) => wanted.get(path) !== present.get(path))
  .toSorted();

if (isCheck) {
  for (const path of differing)
    console.error(`${path} differs from what its sources make of it: run \`npm run bundle\``);
  if (differing.length > 0) process.exitCode = 1;
} else {
  for (const path of differing) {
    const text = wanted.get(path);
    if (text === undefined) rmSync(join(root, path));
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
  const bytes = [...wanted.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  console.log(
    `dist: ${wanted.size} files, ${(bytes / 1_000_000).toFixed(1)} MB, ${differing.length} written or removed`,
  );
}

function filesIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'));
  } catch {
    return [];
  }
}
