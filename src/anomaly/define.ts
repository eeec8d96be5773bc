import type { Static, TObject } from '@sinclair/typebox';
import type { Alteration } from '../model/alteration.ts';
import type { AlterContext } from '../model/anomaly-context.ts';
import type { AlterAnomaly, DeleteAnomaly, FileAnomaly, InsertAnomaly, UpdateAnomaly } from '../model/anomaly.ts';
import { ownedByDatabase } from '../model/owned-by-database.ts';
import type { Column } from '../model/table.ts';

/** An entry of the catalog as its file writes it: the parameters' schema gives `with` its type. */
type Definition<Entry, Parameters extends TObject> = Omit<Entry, 'effect' | 'parameters'> & {
  readonly parameters: Parameters;
};

/** An anomaly that changes values of one column. Columns that the database fills in by itself are refused for all of them. */
export function defineUpdate<Parameters extends TObject>(
  definition: Definition<UpdateAnomaly<Static<Parameters>>, Parameters>,
): UpdateAnomaly {
  return {
    ...definition,
    effect: 'update',
    unsuitable: (column, table) => ownedByDatabase(column) ?? definition.unsuitable(column, table),
  };
}

/** An anomaly that copies rows. */
export function defineInsert<Parameters extends TObject>(
  definition: Definition<InsertAnomaly<Static<Parameters>>, Parameters>,
): InsertAnomaly {
  return { ...definition, effect: 'insert' };
}

/** An anomaly that removes rows. */
export function defineDelete<Parameters extends TObject>(
  definition: Definition<DeleteAnomaly<Static<Parameters>>, Parameters>,
): DeleteAnomaly {
  return { ...definition, effect: 'delete' };
}

/** An anomaly that changes the table's shape at one column. */
export function defineAlter<Parameters extends TObject>(
  definition: Omit<Definition<AlterAnomaly<Static<Parameters>>, Parameters>, 'alteration' | 'takesColumn'> & {
    readonly alteration: (context: AlterContext<Static<Parameters>> & { readonly column: Column }) => Alteration;
  },
): AlterAnomaly {
  return {
    ...definition,
    effect: 'alter',
    alteration: (context) =>
      definition.alteration({
        ...(context as AlterContext<Static<Parameters>>),
        column: context.column!,
      }),
  };
}

/** An anomaly that changes the table's shape as a whole. */
export function defineTableAlter<Parameters extends TObject>(
  definition: Omit<Definition<AlterAnomaly<Static<Parameters>>, Parameters>, 'unsuitable' | 'takesColumn'>,
): AlterAnomaly {
  return { ...definition, effect: 'alter', takesColumn: false, unsuitable: () => 'is not what it changes' };
}

/** An anomaly that breaks files as files. */
export function defineFile<Parameters extends TObject>(
  definition: Definition<FileAnomaly<Static<Parameters>>, Parameters>,
): FileAnomaly {
  return { ...definition, effect: 'file' };
}
