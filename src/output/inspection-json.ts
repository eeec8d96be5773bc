import type { Inspection } from '../model/inspection.ts';
import { formatTable } from '../model/table.ts';
import type { RenderOptions } from './render-options.ts';
import { offerJson } from './offer-json.ts';
import { shownExtremes } from './shown-extremes.ts';

/** What `inspect` found as a document; the smallest and largest values as `shownExtremes` shows them. */
export function inspectionJson(
  inspection: Inspection,
  options: Pick<RenderOptions, 'showValues' | 'isProduction'>,
): object {
  const { table, rows, bytes, key, time, columns, offers } = inspection;
  return {
    formatVersion: 1,
    table: formatTable(table.name),
    rows,
    bytes: bytes ?? null,
    key: 'reason' in key ? key : { columns: key.columns.map(({ name }) => name), origin: key.origin },
    time: time ?? null,
    references: table.references,
    referencedBy: table.referencedBy,
    triggers: table.triggers,
    publications: table.publications,
    offers: offers.map(offerJson),
    columns: columns.map((inspected) => {
      const { column, nulls, distinct, semantics, offers: own } = inspected;
      return {
        name: column.name,
        type: column.type,
        kind: column.kind,
        isNullable: column.isNullable,
        nulls,
        distinct,
        ...shownExtremes(inspected, inspection, options),
        semantics: semantics ?? null,
        offers: own.map(offerJson),
      };
    }),
  };
}
