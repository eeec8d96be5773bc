import { datasetDocument } from '../../src/dataset/parse/dataset-document.ts';
import type { Anomaly } from '../../src/model/anomaly.ts';
import { projectDocument } from '../../src/scenario/project-schema.ts';
import { scenarioDocument } from '../../src/scenario/scenario-document.ts';
import { anomalyFiles } from './anomaly-files.ts';
import type { GeneratedFile } from './generated-file.ts';
import { valueTypesInFiles } from './type-registry.ts';

/** `schema/scenario.v1.json`, from the anomalies as they are in their files. */
export async function scenarioSchemaFile(): Promise<GeneratedFile> {
  const files = await anomalyFiles();
  const catalog = new Map(files.map(({ anomaly }): [string, Anomaly] => [anomaly.id, anomaly]));
  return { path: 'schema/scenario.v1.json', text: `${JSON.stringify(scenarioDocument(catalog), null, 2)}\n` };
}

/** `schema/project.v1.json`. */
export function projectSchemaFile(): GeneratedFile {
  return { path: 'schema/project.v1.json', text: `${JSON.stringify(projectDocument(), null, 2)}\n` };
}

/** `schema/dataset.v1.json`, from the value types as they are in their files; steps are those of scenarios. */
export async function datasetSchemaFile(): Promise<GeneratedFile> {
  const step = { $ref: 'scenario.v1.json#/definitions/step' };
  const text = `${JSON.stringify(datasetDocument(await valueTypesInFiles(), step), null, 2)}\n`;
  return { path: 'schema/dataset.v1.json', text };
}
