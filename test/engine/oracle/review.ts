import { expect } from 'vitest';
import type { Query } from '../../../src/model/sql.ts';
import { dialectOf } from '../../../src/engine/oracle/dialect.ts';
import { coefficients, drawSql } from '../../../src/snapshot/draw.ts';
import { internalColumn } from '../../../src/snapshot/internal.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { recorder, type Recorder } from '../statement-recorder.ts';
import { complaintsAbout } from './parse.ts';
import { tables } from './shop-tables.ts';

export const dialect = dialectOf({ isUnicode: true, lockTimeout: 5 });

const server = {
  product: 'Oracle',
  version: '19.3',
  database: 'ORCLPDB1',
  user: 'SHOP',
  defaultSchema: 'SHOP',
  ledgerSchema: 'SHOP',
};

/** A shop that writes down what it is asked. */
export function recordedShop(): Recorder & { readonly database: TestDatabase } {
  const shop = recorder({ dialect, server, tables });
  const nothing = () => Promise.reject(new Error('no database'));
  const database = {
    url: 'oracle:',
    ledgerSchema: server.ledgerSchema,
    connect: () => shop.connect(),
    copy: nothing,
    drop: nothing,
  };
  return { ...shop, database };
}

/** Statements under titles, each as it was reviewed (`sql/<name>.sql`) and as Oracle's grammar has it. */
export async function review(name: string, parts: Readonly<Record<string, readonly Query[]>>): Promise<void> {
  const readable = Object.entries(parts).map(([title, queries]) => [title, queries.map(named)] as const);
  const written = readable.map(([title, queries]) => `-- ${title}\n\n${queries.map(formatted).join('\n')}`);
  await expect(written.join('\n')).toMatchFileSnapshot(`sql/${name}.sql`);
  for (const { text } of readable.flatMap(([, queries]) => queries)) {
    if (!isBeyondGrammar(text)) expect(complaintsAbout(text), text).toEqual([]);
  }
}

/** Newer than the parser's grammar, which ends with 19c. */
function isBeyondGrammar(text: string): boolean {
  return text.includes('json_serialize(');
}

/** Draws, which are long, under a name, and nothing that differs from run to run. */
function named({ text, values }: Query): Query {
  const short = draws.reduce((shorter, [title, draw]) => shorter.replaceAll(draw, title), text);
  return { text: short.replaceAll(/snapshot_[a-z0-9]+_/gu, 'snapshot_run_'), values };
}

const purposes = [
  'choose',
  'shape',
  'round',
  'move',
  'exchange',
  'value',
  ...Array.from({ length: 60 }, (_, index) => `value.${index + 2}`),
];
const draws = ['s', 's1', 's2'].flatMap((step) =>
  purposes.flatMap((purpose) =>
    (['kappa', 'group'] as const).map((key) => {
      const { text } = dialect.render(drawSql(dialect, internalColumn(key), coefficients('reviewed', step, purpose)));
      return [`draw('${purpose}', of_${key})`, text] as const;
    }),
  ),
);

function formatted({ text, values }: Query): string {
  const bound = values.map((value, index) => `-- :${index + 1} ${shortened(JSON.stringify(value))}\n`);
  const lines = text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  return `${bound.join('')}${lines.join('\n')}\n`;
}

/** Run ids, times and whoever runs the tests are other ones each time. */
function shortened(text: string): string {
  const stable = text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/"[a-z0-9]{8}"/g, '"<run>"')
    .replaceAll(/snapshot_[a-z0-9]+_/g, 'snapshot_run_')
    .replaceAll(/"[0-9a-f]{64}"/g, '"<digest>"');
  return stable.length > 80 ? `${stable.slice(0, 80)}…` : stable;
}
