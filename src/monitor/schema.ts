import type { Alteration } from '../model/alteration.ts';
import type { Prediction } from '../model/prediction.ts';

/**
 * What monitors of the schema make of an alteration. Elementary's `schema_changes` fires at columns that come, go or get
 * another type, whatever their order; Great Expectations compares names in their order, or the number of columns.
 * Source: `get_columns_changes_query.sql` of elementary-data/dbt-data-reliability.
 * @returns none where files are broken: what is read of them, if anything, decides
 */
export function judgeSchema(change: Alteration['change']): readonly Prediction[] {
  switch (change) {
    case 'rename column':
    case 'add column':
    case 'drop column':
      return [elementary(true, 'a column came or went'), ordered(true, 'the names of the columns differ')];
    case 'retype column':
      return [elementary(true, 'a column has another type'), ordered(false, 'it reads names, not types')];
    case 'reorder columns':
      return [elementary(false, 'it does not read the order'), ordered(true, 'the order of the columns differs')];
    case 'rename table':
      return [{ ...told(true, 'the table is gone'), tool: 'any query of the table' }];
    case 'break files':
      return [];
  }
}

function elementary(fires: boolean, why: string): Prediction {
  return { ...told(fires, why), tool: 'Elementary schema_changes' };
}

function ordered(fires: boolean, why: string): Prediction {
  return {
    ...told(fires, why),
    monitor: 'column order',
    tool: 'Great Expectations expect_table_columns_to_match_ordered_list',
  };
}

function told(fires: boolean, why: string): Omit<Prediction, 'tool'> {
  return { monitor: 'schema', fires, firesBefore: false, why };
}
