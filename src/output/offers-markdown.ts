import type { Catalog } from '../model/anomaly.ts';
import type { OfferList } from '../model/offer-list.ts';
import { formatTable } from '../model/table.ts';
import { code, escapeMarkdown, fenced, markdownTable } from './markdown.ts';
import { offeredStep } from './offered-step.ts';

/** What suits a column or a table, best first, for a page or a comment. @param all a step of each, not of the best one alone */
export function offersMarkdown(catalog: Catalog, list: OfferList, all: boolean): string {
  const { target, table, column, title, offers } = list;
  const name = [target, formatTable(table), ...(column === undefined ? [] : [column])].join('.');
  const steps = all ? offers : offers.slice(0, 1);
  return `${[
    `## ${code(name)}`,
    '',
    escapeMarkdown(title),
    '',
    ...(offers.length === 0
      ? ['No anomaly of the catalog suits it.']
      : markdownTable(
          ['fit', 'anomaly', 'why'],
          offers.map(({ anomaly, fit, because }) => [fit.toFixed(2), code(anomaly), escapeMarkdown(because)]),
        )),
    ...steps.flatMap((offer) => ['', ...fenced('yaml', offeredStep(catalog, list, offer))]),
  ].join('\n')}\n`;
}
