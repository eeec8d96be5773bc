import type { Catalog } from '../model/anomaly.ts';
import type { Offer } from '../model/inspection.ts';
import type { OfferList } from '../model/offer-list.ts';
import { stepYaml } from './step-yaml.ts';

/** An offer as a step of a scenario file: lines of YAML without indentation, that a plan takes as they are. */
export function offeredStep(catalog: Catalog, { written, column }: OfferList, offer: Offer): readonly string[] {
  return stepYaml({
    id: offer.anomaly,
    anomaly: catalog.get(offer.anomaly)!,
    table: written,
    column,
    volume: undefined,
    others: offer.others,
  });
}
