import type { Anomaly, Category } from '../../../src/model/anomaly.ts';
import { code, markdownTable } from '../../../src/output/markdown.ts';
import { effectWords, firstSentence } from './anomaly-page.ts';
import { monitorIndex } from './caught-by.ts';

const categories = [
  ['pipeline', 'Pipeline reliability'],
  ['quality', 'Data quality'],
  ['business', 'Business insights'],
] as const satisfies readonly (readonly [Category, string])[];

/** The index of the pages: by category, then by monitor. */
export function indexPage(anomalies: readonly Anomaly[]): string {
  const byMonitor = monitorIndex(anomalies);
  const tools = [...new Set(byMonitor.map(({ tool }) => tool))];
  const blocks = [
    '# The catalog of anomalies',
    `${anomalies.length} types of anomalies, a page for each: what it is, how it looks in production, its parameters, what it does to real data, the SQL on each engine, what catches it, and its placebo. [By category](#by-category), or [by monitor](#by-monitor): what a check of yours should catch. Made by \`npm run pages\`.`,
    '## By category',
    ...categories.flatMap(([category, title]) => [
      `### ${title}`,
      categoryTable(anomalies.filter((anomaly) => anomaly.category === category)),
    ]),
    '## By monitor',
    'What the tools call their checks, without what is particular to one anomaly: its page says how to set the check.',
    ...tools.flatMap((tool) => [
      `### ${tool}`,
      markdownTable(
        ['monitor', 'should catch'],
        byMonitor
          .filter((entry) => entry.tool === tool)
          .map(({ monitor, anomalies: caught }) => [
            /^[\w.]+$/u.test(monitor) && monitor.includes('_') ? code(monitor) : monitor,
            caught.map(({ id }) => `[${id}](${id}.md)`).join(', '),
          ]),
      ).join('\n'),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function categoryTable(anomalies: readonly Anomaly[]): string {
  return markdownTable(
    ['anomaly', 'what it is', 'what it does'],
    anomalies.map((anomaly) => [
      `[${anomaly.id}](${anomaly.id}.md)`,
      firstSentence(anomaly.description),
      effectWords(anomaly),
    ]),
  ).join('\n');
}
