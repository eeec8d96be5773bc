import type { Catalog } from '../model/anomaly.ts';
import type { OfferList } from '../model/offer-list.ts';
import { formatTable } from '../model/table.ts';
import { offerJson } from './offer-json.ts';
import { offeredStep } from './offered-step.ts';

/** What suits a column or a table, best first, as a document; each with its step as YAML. */
export function offersJson(catalog: Catalog, list: OfferList): object {
  const { target, table, column, offers } = list;
  return {
    formatVersion: 1,
    target,
    table: formatTable(table),
    column: column ?? null,
    offers: offers.map((offer) => ({
      ...offerJson(offer),
      step: `${offeredStep(catalog, list, offer).join('\n')}\n`,
    })),
  };
}
