import { catalog } from '../../src/anomaly/registry.ts';
import type { Anomaly, Category } from '../../src/model/anomaly.ts';
import { markdownTable } from '../../src/output/markdown.ts';
import { parametersOf, stepExample } from '../../src/output/step-example.ts';
import type { GeneratedFile } from './generated-file.ts';

const categories = [
  ['pipeline', 'Pipeline reliability'],
  ['quality', 'Data quality'],
  ['business', 'Business insights'],
] as const satisfies readonly (readonly [Category, string])[];

/** The catalog for readers: one section for each anomaly. */
export function anomalyReference(): GeneratedFile {
  const sections = categories.flatMap(([category, title]) => {
    const own = [...catalog.values()].filter((anomaly) => anomaly.category === category);
    return [`## ${title}`, ...own.flatMap(section)];
  });
  const text = ['# The catalog of anomalies', 'Made from `src/anomaly/` by `npm run gen`.', ...sections].join('\n\n');
  return { path: 'docs/anomalies.md', text: `${text}\n` };
}

function section(anomaly: Anomaly): readonly string[] {
  const parameters = parametersOf(anomaly).map(({ name, default: fallback, meaning }) => [
    `\`${name}\``,
    fallback === '' ? '' : `\`${fallback}\``,
    meaning,
  ]);
  return [
    `### ${anomaly.id}`,
    `${anomaly.description} ${anomaly.inProduction}`,
    markdownTable(['parameter', 'default', 'meaning'], parameters).join('\n'),
    [
      `- Effect: ${anomaly.effect}`,
      `- Caught by: ${anomaly.caughtBy.join('; ')}.`,
      `- Placebo: ${anomaly.placebo.description}`,
    ].join('\n'),
    ['```yaml', ...stepExample(anomaly), '```'].join('\n'),
  ];
}
