import { expect, it } from 'vitest';
import { dialectOf } from '../../../src/engine/sqlserver/dialect.ts';
import { latest } from '../../../src/engine/sqlserver/server-facts.ts';
import { benchFor } from '../../run/workbench.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { recorder } from '../statement-recorder.ts';
import { recordSweep } from '../sweep-statements.ts';
import { complaintsAbout, loadParser } from './parse.ts';
import { tables } from './shop-tables.ts';

const server = {
  product: 'SQL Server',
  version: '16.0.4135.4',
  database: 'shop',
  user: 'dbo',
  defaultSchema: 'dbo',
  ledgerSchema: 'faultline',
};

it('arrivals are taken on SQL Server as reviewed, in T-SQL', { timeout: 300_000 }, async () => {
  await loadParser();
  const shop = recorder({ dialect: dialectOf(latest), server, tables });
  const nothing = () => Promise.reject(new Error('no database'));
  const database: TestDatabase = {
    url: 'sqlserver:',
    ledgerSchema: server.ledgerSchema,
    connect: () => shop.connect(),
    copy: nothing,
    drop: nothing,
  };
  await recordSweep(benchFor(database), await shop.connect(), 'numbered', 'customer', () => shop.take());
  const statements = shop.take().map(({ text }) => text.replaceAll(/snapshot_[a-z0-9]+_/gu, 'snapshot_run_'));
  await expect(`${statements.join(';\n\n')};\n`).toMatchFileSnapshot('sql/sweep.sql');
  for (const text of statements) expect({ text, complaints: complaintsAbout(text) }).toEqual({ text, complaints: [] });
});
