import { catalog } from '../../src/anomaly/registry.ts';
import { openSources } from '../../src/dataset/open-sources.ts';
import { parseDataset } from '../../src/dataset/parse/parse-dataset.ts';
import { valueTypes } from '../../src/dataset/registry.ts';
import type { TableSource } from '../../src/dataset/table-source.ts';
import type { Dataset } from '../../src/model/dataset.ts';

const clock = () => new Date('2026-11-21T12:00:00Z');

/** A data set from the text of its tables, and whatever else stands in its file, at its seed 7. */
export function datasetOf(tables: string, rest = ''): Dataset {
  const body = tables.replaceAll(/^/gm, '  ');
  const text = `apiVersion: faultline/v1\nkind: Dataset\nname: shop\nseed: 7\n${rest}\ntables:\n${body}\n`;
  return parseDataset(text, 'shop.yaml', { types: valueTypes, catalog, clock });
}

/** Its tables as sources of rows, parents first. */
export function sourcesOf(dataset: Dataset): Promise<readonly TableSource[]> {
  return openSources(dataset, dataset.tables, valueTypes);
}

/** Rows of a table as text. @param from number of the first row. @param to behind the last */
export async function rowsOf(
  source: TableSource,
  from = source.from,
  to = source.to,
): Promise<readonly (readonly (string | null)[])[]> {
  const maker = await source.openMaker();
  try {
    const rows: (readonly (string | null)[])[] = [];
    for await (const batch of maker.texts(from, to)) rows.push(...batch);
    return rows;
  } finally {
    maker.close();
  }
}
