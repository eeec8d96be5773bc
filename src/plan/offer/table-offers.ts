import type { Catalog } from '../../model/anomaly.ts';
import type { Connection } from '../../model/engine.ts';
import type { Offer } from '../../model/inspection.ts';
import type { TableProfile } from '../../model/profile.ts';
import { requiredParameters, takesColumn } from '../../scenario/step-schema.ts';
import { tableTraits } from '../profile/traits-of.ts';
import { bestFirst, formOf } from './column-offers.ts';
import { defaultFit } from './default-fit.ts';
import { degreeOf } from './degree.ts';
import { parametersByDefault } from './parameters-by-default.ts';
import { refusesTable, type Standing } from './refuses-table.ts';

/** The anomalies of whole rows, of the table's shape and of its files that suit a table, best first. */
export async function tableOffers(
  catalog: Catalog,
  profile: TableProfile,
  standing: Standing,
  { files }: Pick<Connection, 'files'>,
): Promise<readonly Offer[]> {
  const traits = tableTraits(profile);
  const offers: Offer[] = [];
  for (const entry of catalog.values()) {
    if (takesColumn(entry) || requiredParameters(entry).length > 0) continue;
    const degree = degreeOf(entry.fit ?? defaultFit(entry), traits);
    const anomaly = formOf(catalog, entry);
    if (degree === undefined || refusesTable(anomaly, profile, standing)) continue;
    if (anomaly.effect === 'file') {
      const damage = anomaly.damage({ with: parametersByDefault(entry), amplitude: entry.amplitude?.default });
      if (files === undefined || !(await files.suits(profile.table.name, damage))) continue;
    }
    offers.push({ anomaly: entry.id, ...degree, others: {} });
  }
  return bestFirst(offers);
}
