import type { Anomaly } from '../../src/model/anomaly.ts';
import { projectDocument } from '../../src/scenario/project-schema.ts';
import { scenarioDocument } from '../../src/scenario/scenario-document.ts';
import { anomalyFiles } from './anomaly-files.ts';
import type { GeneratedFile } from './generated-file.ts';

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
