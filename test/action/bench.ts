import { openShop, type Shop } from '../cli/shop.ts';
import type { TestDatabase } from '../support/engines.ts';
import { openGitHub, type GitHub } from './github.ts';
import { openRunner, type Runner } from './runner.ts';

/** A shop whose project is checked out on a runner, and a GitHub that listens. */
export interface ActionBench {
  readonly shop: Shop;
  readonly github: GitHub;
  readonly runner: Runner;
  close(): Promise<void>;
}

/** @param targetKeys of the only target, as lines of YAML, besides its URL */
export async function openActionBench(database: TestDatabase, targetKeys?: string): Promise<ActionBench> {
  const github = await openGitHub();
  const shop = await openShop(database, targetKeys);
  const runner = await openRunner(shop.shell.folder, github);
  await runner.installDuckDb();
  Object.assign(runner.env, shop.shell.env);
  return {
    shop,
    github,
    runner,
    async close() {
      await Promise.all([github.close(), shop.close(), runner.remove()]);
    },
  };
}
