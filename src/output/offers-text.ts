import type { Catalog } from '../model/anomaly.ts';
import type { OfferList } from '../model/offer-list.ts';
import { formatTable } from '../model/table.ts';
import { offeredStep } from './offered-step.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { style as styleOf } from './style.ts';
import { subjectText } from './subject-text.ts';
import { textTable } from './text-table.ts';

/** What suits a column or a table, best first, each with why, and a step of the best one. @param all a step of each */
export function offersText(
  catalog: Catalog,
  list: OfferList,
  all: boolean,
  { colour, width }: Pick<RenderOptions, 'colour' | 'width'>,
): string {
  const style = styleOf(colour);
  const { target, table, column, title, offers } = list;
  const name = [target, formatTable(table), ...(column === undefined ? [] : [column])].join('.');
  const head = `${style.heading(printable(name))}   ${printable(title)}`;
  const [best] = offers;
  if (best === undefined) return `${head}\n\nNo anomaly of the catalog suits it.\n`;
  const columns = [
    { title: 'fit', align: 'right' },
    { title: 'anomaly', paint: style.name },
    { title: 'why', isFlexible: true },
  ] as const;
  const rows = offers.map(({ anomaly, fit, because }) => [fit.toFixed(2), anomaly, printable(because)]);
  const subject = subjectText(target, table, column);
  const steps = (all ? offers : [best]).flatMap((offer) => ['', ...offeredStep(catalog, list, offer)]);
  return `${[
    head,
    '',
    ...textTable(columns, rows, { width, style }),
    '',
    style.heading(all ? 'A step of each' : `A step of ${best.anomaly}`),
    ...steps,
    '',
    ...(all || offers.length === 1 ? [] : [`The others: ${style.name(`faultline catalog --for ${subject} --all`)}`]),
    `Next:       ${style.name(`faultline add ${best.anomaly} ${subject}`)}`,
  ].join('\n')}\n`;
}
