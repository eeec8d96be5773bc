import type { DataTable, Pick, Reference } from '../../model/dataset.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { rowsOf } from '../share.ts';
import { childrenOf } from './children.ts';
import type { Layers, Named } from './layers.ts';
import { zipfRank } from '../distribution/zipf-rank.ts';
import type { ValueScope } from './value-scope.ts';

/** The row that a row refers to. */
export interface ParentRow {
  /** Its number: some row of the parent where there is none. */
  readonly row: Named;
  /** Whether there is none; absent where there always is one. */
  readonly isNull?: Named | undefined;
}

/** @param scope of the child's rows, with draws of the reference's own */
export function parentRow(
  reference: Reference,
  { table, parent }: { readonly table: DataTable; readonly parent: DataTable },
  scope: ValueScope,
  layers: Layers,
): ParentRow {
  const isSelf = parent.name === table.name;
  const row = scope.let(isSelf ? earlierRow(scope) : picked(reference.pick, parent.rows, scope));
  const nulls = reference.nulls === undefined ? 0 : rowsOf(reference.nulls, table.rows);
  const isNull = isSelf ? firstOrNull(nulls, scope) : isAmong(nulls, table.rows, scope.row, scope);
  return {
    row: { sql: row, layer: scope.layer() },
    isNull: isNull && layers.name(sql`(${isNull})`, scope.layer()),
  };
}

/** The first row refers to nothing anyway: it is one of the nulls, and the others fall on the rows behind it. */
function firstOrNull(nulls: number, scope: ValueScope): Sql {
  const behind = scope.let(sql`greatest(${scope.row} - 1, 0)`);
  const other = isAmong(nulls - 1, scope.rows - 1, behind, scope);
  return other === undefined ? sql`${scope.row} = 0` : sql`${scope.row} = 0 or ${other}`;
}

function isAmong(nulls: number, rows: number, row: Sql, scope: ValueScope): Sql | undefined {
  return nulls > 0 ? sql`${scope.permutedOf(row, rows, 'nulls')} < ${nulls}` : undefined;
}

/** Of its own table a row refers to any row before it; the first one, which has none, to itself. */
function earlierRow(scope: ValueScope): Sql {
  return sql`floor(${scope.uniform('parent')} * ${scope.row}::double)::bigint`;
}

function picked(pick: Pick, parents: number, scope: ValueScope): Sql {
  switch (pick.how) {
    case 'uniform':
      return scope.below(parents, 'parent');
    case 'inOrder':
      return sql`${scope.row} % ${parents}::bigint`;
    case 'once':
      return scope.permuted(parents, 'parent');
    case 'zipf': {
      const rank = scope.let(zipfRank(scope, parents, pick.exponent, scope.let(scope.uniform('parent'))));
      return scope.permutedOf(rank, parents, 'parent');
    }
    case 'children':
      return scope.permutedOf(childrenOf(pick.shares, parents, scope), parents, 'parent');
  }
}
