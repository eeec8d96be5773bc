import type { Inspection } from '../model/inspection.ts';
import { formatTable } from '../model/table.ts';
import { maskValue } from './mask.ts';
import { isPlainType } from './value-text.ts';

/** What `inspect` found as a document; the smallest and largest texts are masked unless they may be shown. */
export function inspectionJson(inspection: Inspection, { showValues }: { readonly showValues: boolean }): object {
  const { table, rows, bytes, key, time, columns, suits } = inspection;
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
    suits,
    columns: columns.map(({ column, nulls, distinct, min, max, semantics, suits: ownSuits }) => {
      const isShown = showValues || isPlainType(column.kind);
      return {
        name: column.name,
        type: column.type,
        kind: column.kind,
        isNullable: column.isNullable,
        nulls,
        distinct,
        min: isShown ? min : maskValue(min),
        max: isShown ? max : maskValue(max),
        semantics: semantics ?? null,
        suits: ownSuits,
      };
    }),
  };
}
