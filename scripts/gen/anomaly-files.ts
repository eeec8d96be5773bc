import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Anomaly } from '../../src/model/anomaly.ts';

/** A file of the catalog: one anomaly, its default export. */
export interface AnomalyFile {
  /** Relative to src/anomaly: `quality/null-spike.ts`. */
  readonly path: string;
  readonly anomaly: Anomaly;
}

const folder = new URL('../../src/anomaly/', import.meta.url);

/** All files of the catalog, sorted by id. @throws Error where a file's name is not its anomaly's id */
export async function anomalyFiles(): Promise<readonly AnomalyFile[]> {
  const paths = ['pipeline', 'quality', 'business'].flatMap((category) =>
    readdirSync(new URL(`${category}/`, folder))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${category}/${file}`),
  );
  const files = await Promise.all(paths.map(readAnomaly));
  return files.toSorted((left, right) => (left.anomaly.id < right.anomaly.id ? -1 : 1));
}

async function readAnomaly(path: string): Promise<AnomalyFile> {
  const module = (await import(pathToFileURL(new URL(path, folder).pathname).href)) as { readonly default?: Anomaly };
  const anomaly = module.default;
  if (anomaly === undefined) throw new Error(`src/anomaly/${path} has no default export`);
  if (path !== `${anomaly.category}/${anomaly.id}.ts`) {
    throw new Error(`src/anomaly/${path} holds the anomaly ${anomaly.category}/${anomaly.id}`);
  }
  return { path, anomaly };
}
