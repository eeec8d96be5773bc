import { catalog } from '../../../src/anomaly/registry.ts';
import type { Connection } from '../../../src/model/engine.ts';
import type { Scenario } from '../../../src/model/scenario.ts';
import type { TableName } from '../../../src/model/table.ts';
import type { RunEvent } from '../../../src/run/events.ts';
import type { SweepRequest } from '../../../src/run/sweep/sweep-run.ts';
import { sweepTarget, type Swept } from '../../../src/run/sweep/sweep-target.ts';
import { run } from '../../support/statements.ts';
import { origin, shop } from '../workbench.ts';

/** A table of events into which rows go on arriving, and a twin that gets the same rows and is never broken. */
export interface Feed {
  readonly events: TableName;
  readonly twin: TableName;
  /** The number of the row that came last. */
  last(): number;
  /** So many rows arrive, two hours after one another, with the next numbers or those from `first` on. */
  arrive(count: number, first?: number): Promise<void>;
}

/**
 * Events of twenty days, one every two hours from 1 March 2026 on; every fifth without a kind.
 * @param again a feed of the same database, whose connection was closed
 */
export async function openFeed(connection: Connection, again?: Feed): Promise<Feed> {
  const schema = connection.server.defaultSchema;
  const instant = connection.server.product.startsWith('Maria') ? 'datetime(6)' : 'timestamp';
  const columns = `id bigint not null primary key, kind varchar(20), amount decimal(10, 2) not null, happened ${instant} not null`;
  for (const table of again ? [] : ['feed', 'twin']) await run(connection, `create table ${table} (${columns})`);
  let last = again?.last() ?? 0;
  const feed: Feed = {
    events: { schema, name: 'feed' },
    twin: { schema, name: 'twin' },
    last: () => last,
    async arrive(count, first = last + 1) {
      const rows = Array.from({ length: count }, (_, index) => {
        const id = first + index;
        const at = new Date(Date.UTC(2026, 2, 1) + (id - 1) * 7_200_000).toISOString().slice(0, 19).replace('T', ' ');
        return `(${id}, ${id % 5 === 0 ? 'null' : `'kind ${id % 7}'`}, ${id}.25, timestamp '${at}')`;
      });
      last = first + count - 1;
      for (const table of ['feed', 'twin']) await run(connection, `insert into ${table} values ${rows.join(', ')}`);
    },
  };
  if (again === undefined) await feed.arrive(240);
  return feed;
}

/** Sweeps the active runs of the shop once. */
export function sweepOnce(
  connection: Connection,
  scenarios: readonly Scenario[],
  options: Partial<SweepRequest> & { readonly onEvent?: (event: RunEvent['event']) => void } = {},
): Promise<Swept> {
  const { onEvent, ...rest } = options;
  return sweepTarget(connection, {
    project: 'acme-dq',
    target: shop,
    targets: [shop.name],
    scenarios,
    catalog,
    origin,
    actor: 'tests',
    clock: () => new Date(),
    lockTimeout: 5,
    isDue: () => true,
    emit: ({ event }) => onEvent?.(event),
    ...rest,
  });
}
