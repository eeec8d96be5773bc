import type { Connection } from '../../model/engine.ts';
import type { TableProfile } from '../../model/profile.ts';
import { declaredKey } from '../../plan/choose-key.ts';
import { profileTable } from '../../plan/profile/profile-table.ts';
import { datasetYaml } from '../dataset-yaml.ts';
import { measureTable, placeColumns } from './measure/measure-table.ts';
import { orderTables } from './order-tables.ts';
import { proposeTable } from './propose/propose-table.ts';
import { namesOf, tablesToInfer } from './tables-to-infer.ts';

/** What is inferred, and how much of it is told. */
export interface InferOptions {
  /** Name of the data set: small letters, digits and dashes. */
  readonly name: string;
  /** What the tables are of, for people: `shop (PostgreSQL 16.4)`, `orders.csv`. */
  readonly source: string;
  /** Tables as people write them; absent = all that the user can see in the default schema, views left out. */
  readonly tables?: readonly string[] | undefined;
  /**
   * Whether labels of few different values, and the smallest and largest number and moment, are written as they are.
   * Texts, keys and what may tell of a person never are. Default: false.
   */
  readonly withValues?: boolean | undefined;
  /** Told of each table before it is read. */
  readonly observe?: ((table: string) => void) | undefined;
}

/** A proposed Dataset file. */
export interface InferredDataset {
  /** For `parseDataset` to read and for people to change and keep. */
  readonly text: string;
  /** What the proposal leaves out, as sentences without a full stop. */
  readonly notes: readonly string[];
}

/**
 * Proposes a Dataset file that makes tables like those of a database or of files: as many rows, types, shares of NULL,
 * numbers of different values, distributions, keys and references. Rows are aggregated where they are.
 * @throws UNKNOWN_TABLE also where there are no tables at all, UNSUITABLE_TABLE
 */
export async function inferDataset(connection: Connection, options: InferOptions): Promise<InferredDataset> {
  const withValues = options.withValues ?? false;
  const tables = await tablesToInfer(connection, options.tables);
  const profiles = [];
  for (const table of tables) {
    options.observe?.(table.name.name);
    profiles.push(withoutPlace(await profileTable(connection, table, declaredKey(table))));
  }
  const figures = [];
  for (const index of tables.keys()) figures.push(await measureTable(connection, index, profiles, withValues));
  const { order, dropped } = orderTables(figures);
  const context = {
    tables: figures,
    names: namesOf(tables),
    withValues,
    isDropped: (table: number, place: number) => dropped.has(`${table}:${place}`),
  };
  const proposed = order.map((index) => proposeTable(index, context));
  return {
    text: datasetYaml({
      comments: [
        `Proposed from ${options.source}: as many rows, shares of NULL and numbers of different values, distributions and references as there are.`,
        withValues
          ? 'Labels of few different values and bounds are those of the source; texts, keys and what may tell of a person are not.'
          : 'No text of the source stands in this file: labels are invented, numbers are rounded to two digits, bounds outwards.',
      ],
      name: options.name,
      head: {},
      tables: proposed.map(({ table }) => table),
    }),
    notes: proposed.flatMap(({ notes }) => notes),
  };
}

function withoutPlace(profile: TableProfile): TableProfile {
  const place = placeColumns(profile.table);
  return { ...profile, columns: profile.columns.filter(({ column }) => !place.includes(column.name)) };
}
