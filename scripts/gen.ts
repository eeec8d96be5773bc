import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actionMetadata } from './gen/action-metadata.ts';
import { actionReference } from './gen/action-reference.ts';
import { anomalyRegistry } from './gen/anomaly-registry.ts';
import { certificateSchemaFile } from './gen/certificate-schema.ts';
import { commandReference } from './gen/command-reference.ts';
import { fileReference } from './gen/file-reference.ts';
import { datasetSchemaFile, projectSchemaFile, scenarioSchemaFile } from './gen/file-schemas.ts';
import type { Generator } from './gen/generated-file.ts';
import { lintConfiguration } from './gen/lint-configuration.ts';
import { planSchemaFile } from './gen/plan-schema.ts';
import { typeRegistry } from './gen/type-registry.ts';
import { valueTypes } from './gen/value-types.ts';

const generators: readonly Generator[] = [
  lintConfiguration,
  anomalyRegistry,
  typeRegistry,
  scenarioSchemaFile,
  projectSchemaFile,
  datasetSchemaFile,
  planSchemaFile,
  certificateSchemaFile,
  commandReference,
  fileReference,
  actionMetadata,
  actionReference,
  valueTypes,
];

const root = new URL('../', import.meta.url);
const isCheck = process.argv.includes('--check');
const files = await Promise.all(generators.map(async (generate) => generate()));
const differing = files.filter(({ path, text }) => onDisk(path) !== text);

for (const { path, text } of differing) {
  if (isCheck) {
    console.error(`${path} differs from what its sources make of it: run \`npm run gen\``);
  } else {
    const target = fileURLToPath(new URL(path, root));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    console.log(`${path} written`);
  }
}
if (isCheck && differing.length > 0) process.exitCode = 1;

function onDisk(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return undefined;
  }
}
