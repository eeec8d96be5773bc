import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { anomalyPages, pagesFolder } from './gen/pages/anomaly-pages.ts';

const root = new URL('../', import.meta.url);
const folder = fileURLToPath(new URL(`${pagesFolder}/`, root));
const isCheck = process.argv.includes('--check');

const files = await anomalyPages();
mkdirSync(folder, { recursive: true });
const differing = files.filter(({ path, text }) => onDisk(path) !== text);
const wanted = new Set(files.map(({ path }) => path));
const left = readdirSync(folder)
  .map((file) => `${pagesFolder}/${file}`)
  .filter((path) => !wanted.has(path));

if (isCheck) {
  for (const { path } of differing)
    console.error(`${path} differs from what its sources make of it: run \`npm run pages\``);
  for (const path of left) console.error(`${path} is of no anomaly: run \`npm run pages\``);
  if (differing.length + left.length > 0) process.exitCode = 1;
} else {
  for (const { path, text } of differing) writeFileSync(new URL(path, root), text);
  for (const path of left) rmSync(new URL(path, root));
  console.log(`${files.length} files in ${pagesFolder}: ${differing.length} written, ${left.length} removed`);
}

function onDisk(path: string): string | undefined {
  const place = new URL(path, root);
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined;
}
