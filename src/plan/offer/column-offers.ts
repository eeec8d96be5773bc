import { anomalyOf } from '../../model/anomaly-of.ts';
import type { Anomaly, Catalog } from '../../model/anomaly.ts';
import { isOfRows } from '../../model/is-of-rows.ts';
import type { Offer } from '../../model/inspection.ts';
import type { ColumnProfile, TableProfile } from '../../model/profile.ts';
import { takesColumn } from '../../scenario/step-schema.ts';
import { unsuitableColumn } from '../unsuitable.ts';
import { degreeOf } from './degree.ts';
import { defaultFit } from './default-fit.ts';
import { proposeOthers } from './propose-others.ts';
import { parametersByDefault } from './parameters-by-default.ts';
import { type Standing, refusesTable } from './refuses-table.ts';
import { traitsOf } from '../profile/traits-of.ts';
import { hasRoom } from './has-room.ts';

/** The anomalies that suit a column by its type, its place in the table and what it holds, best first. */
export function columnOffers(
  catalog: Catalog,
  column: ColumnProfile,
  profile: TableProfile,
  standing: Standing,
): readonly Offer[] {
  const traits = traitsOf(column, profile);
  const offers = [...catalog.values()].flatMap((entry): readonly Offer[] => {
    if (!takesColumn(entry)) return [];
    const degree = degreeOf(entry.fit ?? defaultFit(entry), traits);
    if (degree === undefined) return [];
    const anomaly = formOf(catalog, entry);
    if (refusesTable(anomaly, profile, standing) || refusesColumn(anomaly, column, profile, standing)) return [];
    const others = proposeOthers(anomaly, column.column, profile, standing.key);
    return others === undefined ? [] : [{ anomaly: entry.id, ...degree, others }];
  });
  return bestFirst(offers);
}

/** The best fit first; of equals in the order of their ids. */
export function bestFirst(offers: readonly Offer[]): readonly Offer[] {
  return offers.toSorted((left, right) => right.fit - left.fit || (left.anomaly < right.anomaly ? -1 : 1));
}

/** The form that a step has which states nothing but its subject. */
export function formOf(catalog: Catalog, entry: Anomaly): Anomaly {
  return anomalyOf(catalog, {
    anomaly: entry.id,
    measure: undefined,
    amplitude: undefined,
    with: parametersByDefault(entry),
  });
}

function refusesColumn(anomaly: Anomaly, column: ColumnProfile, profile: TableProfile, { key }: Standing): boolean {
  if (unsuitableColumn(anomaly, profile.table, key, column.column) !== undefined) return true;
  // Values that are kept are found again by other columns.
  if (anomaly.effect === 'alter' && anomaly.keepsValues === true) return key.includes(column.column);
  if (!isOfRows(anomaly)) return false;
  const { categories } = anomaly;
  const { distinct } = column;
  if (categories && (distinct === null || distinct < 2 || distinct > categories.most)) return true;
  return !hasRoom(anomaly, column);
}
