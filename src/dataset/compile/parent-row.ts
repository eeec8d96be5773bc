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
  const conditions: Sql[] = [
    ...(nulls > 0 ? [sql`${scope.permuted(table.rows, 'nulls')} < ${nulls}`] : []),
    ...(isSelf ? [sql`${scope.row} = 0`] : []),
  ];
  const isNull = conditions.length === 0 ? undefined : conditions.reduce((left, right) => sql`${left} or ${right}`);
  return {
    row: { sql: row, layer: scope.layer() },
    isNull: isNull && layers.name(sql`(${isNull})`, scope.layer()),
  };
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
