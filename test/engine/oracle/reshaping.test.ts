import { expect, it } from 'vitest';
import { columnPlace, declareTable } from '../../../src/engine/oracle/declare-table.ts';
import type { Query } from '../../../src/model/sql.ts';
import { reshapingQueries } from '../reshaping-statements.ts';
import { dialect, review } from './review.ts';
import { tables } from './shop-tables.ts';

const lines = tables.find(({ name }) => name.name === 'LINES')!;

it('changes of a table’s shape on Oracle are made and taken back as was reviewed', { timeout: 300_000 }, async () => {
  const attached = { attach: [`comment on column ${columnPlace} is 'in euros'`] };
  const columns = lines.columns.map((each) =>
    each.name === 'PRICE' ? { ...each, isNullable: false, defaultSql: '1' } : each,
  );
  const parts = reshapingQueries(dialect, { ...lines, columns }, { subject: 'PRICE', attached, ledger: 'SHOP' });
  expect(parts['retype column']).not.toEqual([]);
  await review('reshaping', parts);
});

it('what hangs on the columns of a table is asked as was reviewed', { timeout: 300_000 }, async () => {
  const asked: Query[] = [];
  await declareTable(
    async (statement) => {
      asked.push(dialect.render(statement));
      return [];
    },
    { ...lines, columns: [] },
  );
  await review('declaration', { declaration: asked });
});
