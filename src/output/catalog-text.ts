import type { Anomaly, Catalog, Category } from '../model/anomaly.ts';
import { count } from './format-number.ts';
import type { RenderOptions } from './render-options.ts';
import { symbols } from './step-words.ts';
import { style as styleOf } from './style.ts';
import { tableLines } from './text-table.ts';

const categories = {
  pipeline: 'Pipeline reliability',
  quality: 'Data quality',
  business: 'Business insights',
} as const satisfies Record<Category, string>;

/** All anomalies by category, one line each. */
export function catalogText(catalog: Catalog, { colour, width }: Pick<RenderOptions, 'colour' | 'width'>): string {
  const style = styleOf(colour);
  const anomalies = [...catalog.values()];
  const columns = [
    { title: '' },
    { title: 'id', paint: style.name },
    { title: 'what happens', isFlexible: true },
    { title: 'caught by', isFlexible: true, paint: style.muted },
  ];
  const rows = anomalies.map((anomaly) => cells(anomaly));
  const { header, body } = tableLines(columns, rows, { width, indent: '  ', style });
  const sections = Object.entries(categories).flatMap(([category, title]) => {
    const own = body.filter((_, index) => anomalies[index]?.category === category).flat();
    return own.length === 0 ? [] : ['', style.heading(title), ...own];
  });
  const closing = `${count(anomalies.length, 'anomaly').replace(/anomalys$/, 'anomalies')}. faultline catalog <id> explains one.`;
  return `${[...header, ...sections, '', closing].join('\n')}\n`;
}

function cells(anomaly: Anomaly): readonly string[] {
  return [symbols[anomaly.effect], anomaly.id, anomaly.title, anomaly.caughtBy[0] ?? ''];
}
