import { beforeAll, describe, expect, it } from 'vitest';
import { declareTable } from '../../../src/engine/sqlserver/declare-table.ts';
import { dialectOf } from '../../../src/engine/sqlserver/dialect.ts';
import { latest } from '../../../src/engine/sqlserver/server-facts.ts';
import type { Query } from '../../../src/model/sql.ts';
import { reshapingQueries } from '../reshaping-statements.ts';
import { complaintsAbout, loadParser } from './parse.ts';
import { lines } from './shop-tables.ts';

const dialect = dialectOf(latest);

describe('a change of a table’s shape on SQL Server', () => {
  beforeAll(loadParser);

  it('is made and taken back as was reviewed, in T-SQL', async () => {
    const attached = {
      detach: ['alter table [dbo].[lines] drop constraint [usual_day]'],
      attach: ['alter table [dbo].[lines] add constraint [usual_day] default ((19000101)) for [shipped]'],
    };
    const columns = lines.columns.map((each) =>
      each.name === 'shipped' ? { ...each, isNullable: false, defaultSql: '((19000101))' } : each,
    );
    const parts = reshapingQueries(
      dialect,
      { ...lines, columns },
      { subject: 'shipped', attached, ledger: 'faultline' },
    );
    await review('reshaping', parts);
  });

  it('asks the catalog as was reviewed, in T-SQL', async () => {
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
});

async function review(name: string, parts: Readonly<Record<string, readonly Query[]>>): Promise<void> {
  const written = Object.entries(parts).map(
    ([title, queries]) => `-- ${title}\n\n${queries.map(({ text, values }) => shown(text, values)).join('\n\n')}\n`,
  );
  await expect(written.join('\n')).toMatchFileSnapshot(`sql/${name}.sql`);
  for (const { text } of Object.values(parts).flat())
    expect({ text, complaints: complaintsAbout(known(text)) }).toEqual({ text, complaints: [] });
}

function shown(text: string, values: Query['values']): string {
  return [...values.map((value, index) => `-- @p${index + 1} ${JSON.stringify(value)}`), `${text};`].join('\n');
}

/** The parser does not know https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql (ALTER COLUMN, WITH VALUES, DEFAULT … FOR). */
function known(text: string): string {
  return text
    .replace(/ with values$/, '')
    .replace(/ alter column (\[\w+\]) (.+ not null)$/, ' add $1 $2')
    .replace(/ add constraint (\[\w+\]) default (.+) for (\[\w+\])$/, ' add $3 int constraint $1 default $2');
}
