import { FaultlineError } from '../../model/errors.ts';
import { formatCount } from '../../output/format-number.ts';
import { keysMeet } from '../../snapshot/row-source.ts';
import { column, name, sql } from '../../sql/sql.ts';
import type { Workbench } from './break-phase.ts';
import { eligibleRows } from './eligible-rows.ts';
import { ableColumn, reservedColumn } from './hidden-columns.ts';
import type { Taking } from './break-mix.ts';
import { shareOut, type RowGroup } from './share-out.ts';
import { laidRows } from './table-order.ts';

/**
 * Keeps rows for the entries of a mix that could get in each other's way: whatever each of them takes of its own rows and of those
 * that are kept for none, the others have enough.
 * @throws INVALID_VALUE where there are too few rows for all
 */
export async function reserveRows(
  bench: Workbench,
  table: string,
  takings: readonly Taking[],
  seed: string,
): Promise<void> {
  const { scratch, tables } = bench;
  const laid = tables.get(table)!;
  const rows = laidRows(laid);
  await scratch.run(sql`alter table ${rows} add column ${name(ableColumn)} hugeint default 0`);
  await scratch.run(sql`alter table ${rows} add column ${name(reservedColumn)} integer`);
  for (const [index, taking] of takings.entries()) {
    const step = { ...taking.step, volume: { percent: '100' } };
    const { taken, key } = await eligibleRows(bench, { steps: [{ ...taking, step }], isAltered: false, seed });
    await scratch.run(sql`update ${rows} as t set ${name(ableColumn)} = ${name(ableColumn)} | ${1n << BigInt(index)}
      from ${taken} fl_s where ${keysMeet(key, 't', 'fl_s')}`);
  }
  const connection = await scratch.connect('fl_none');
  const groups: RowGroup[] = [];
  try {
    const counted = await connection.query(sql`select cast(${name(ableColumn)} as varchar) as able, count(*) as rows
      from ${rows} group by 1 order by 1`);
    groups.push(...counted.map((row) => ({ able: BigInt(String(row['able'])), rows: Number(row['rows']) })));
  } finally {
    await connection.close();
  }
  const shares = shareOut(
    groups,
    takings.map((taking) => taking.rows),
  );
  refuseTooFew(bench, table, takings, shares);
  for (const [index, { able }] of groups.entries()) {
    let before = 0;
    for (const [entry, count] of shares[index]!.entries()) {
      if (count === 0) continue;
      const draw = sql`hash(${column('t', laid.row)}, ${seed})`;
      await scratch.run(sql`update ${rows} as t set ${name(reservedColumn)} = ${entry}
        from (select ${column('t', laid.row)} as number, row_number() over (order by ${draw}, ${column('t', laid.row)}) as place
          from ${rows} t where ${name(ableColumn)} = ${able}) r
        where ${column('t', laid.row)} = r.number and r.place > ${before} and r.place <= ${before + count}`);
      before += count;
    }
  }
}

function refuseTooFew(
  { dataset }: Workbench,
  table: string,
  takings: readonly Taking[],
  shares: readonly (readonly number[])[],
): void {
  const found = takings.map((_, entry) => shares.reduce((sum, each) => sum + each[entry]!, 0));
  const [all, most] = [takings.map((each) => each.rows), found].map((each) =>
    each.reduce((sum, rows) => sum + rows, 0),
  );
  if (all === most) return;
  const short = takings.find((each, entry) => found[entry]! < each.rows)!;
  throw new FaultlineError(
    'INVALID_VALUE',
    `${formatCount(all!)} rows of ${table} are to be changed, each by one anomaly of the mix, and these can change ${formatCount(most!)} at the most`,
    {
      place: dataset.placeOf(short.path),
      hint: `Lower the volume, or the weight of ${short.step.anomaly}, or add an anomaly that can change other rows.`,
    },
  );
}
