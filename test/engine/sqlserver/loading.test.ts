import { beforeAll, describe, expect, it } from 'vitest';
import { dialectOf } from '../../../src/engine/sqlserver/dialect.ts';
import { loadStatements } from '../../../src/engine/sqlserver/load-rows.ts';
import { loadType } from '../../../src/engine/sqlserver/load-types.ts';
import { latest } from '../../../src/engine/sqlserver/server-facts.ts';
import { tableToLoad } from '../../../src/engine/table-to-load.ts';
import type { Query, Sql } from '../../../src/model/sql.ts';
import type { Table } from '../../../src/model/table.ts';
import { everyType, givenFor } from '../loading-statements.ts';
import { complaintsAbout, loadParser } from './parse.ts';
import { numbered, orders, parcels } from './shop-tables.ts';

const dialect = dialectOf(latest);

/** Of users' own types, and of what only the database makes, there are no values to load; the precision of money is the catalog's. */
const loaded = parcels.columns.filter(
  ({ kind, isComputed, type }) => kind !== 'other' && !isComputed && type !== 'json' && type !== 'smallmoney',
);

describe('rows for SQL Server', () => {
  beforeAll(loadParser);

  it('have their table made as was reviewed, in T-SQL', async () => {
    const words = { typeOf: loadType, qualified: dialect.table };
    await review('loaded-tables', {
      shipments: [await tableToLoad(words, everyType('dbo', orders.name, 'id'), async () => orders)],
    });
  });

  it('go through a temporary table as was reviewed, in T-SQL', async () => {
    await review('loading', {
      'orders, whose numbers the database makes': statementsFor(numbered, numbered.columns),
      'parcels, of every kind': statementsFor(parcels, loaded),
    });
  });
});

function statementsFor(table: Table, columns: Table['columns']): readonly Sql[] {
  return Object.values(loadStatements(dialect, table.name, columns, givenFor(columns)));
}

async function review(name: string, parts: Readonly<Record<string, readonly Sql[]>>): Promise<void> {
  const rendered = Object.entries(parts).map(
    ([title, statements]) => [title, statements.map((each) => dialect.render(each))] as const,
  );
  const written = rendered.map(([title, queries]) => `-- ${title}\n\n${queries.map(shown).join('\n\n')}\n`);
  await expect(written.join('\n')).toMatchFileSnapshot(`sql/${name}.sql`);
  for (const { text, values } of rendered.flatMap(([, queries]) => queries)) {
    expect(values).toEqual([]);
    expect({ text, complaints: text.split(/;\n(?=create table)/).flatMap(complaintsAbout) }).toEqual({
      text,
      complaints: [],
    });
  }
}

function shown({ text }: Query): string {
  return `${text};`;
}
