import type { GeneratedFile } from './generated-file.ts';
import { anomalyFiles } from './anomaly-files.ts';

const widest = 120;

/** `src/anomaly/registry.ts`: imports every anomaly and makes the catalog of them. */
export async function anomalyRegistry(): Promise<GeneratedFile> {
  const files = (await anomalyFiles()).map(({ path, anomaly }) => ({ path, variable: camelCase(anomaly.id) }));
  const imports = files.map(({ path, variable }) => `import ${variable} from './${path}';\n`).join('');
  const text = `import type { Anomaly, Catalog } from '../model/anomaly.ts';
${imports}
// Made from the folders beside it by \`npm run gen\`.
${anomalyList(files.map(({ variable }) => variable))}

/** Every anomaly by its id, sorted by id. */
export const catalog: Catalog = new Map(anomalies.map((anomaly) => [anomaly.id, anomaly]));
`;
  return { path: 'src/anomaly/registry.ts', text };
}

/** As the formatter lays it out: on one line where it fits. */
function anomalyList(variables: readonly string[]): string {
  const line = `const anomalies: readonly Anomaly[] = [${variables.join(', ')}];`;
  if (line.length <= widest) return line;
  return `const anomalies: readonly Anomaly[] = [\n${variables.map((variable) => `  ${variable},\n`).join('')}];`;
}

function camelCase(id: string): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
