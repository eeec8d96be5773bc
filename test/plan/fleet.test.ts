import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultlineError } from '../../src/model/errors.ts';
import { exitCodeOf } from '../../src/model/failure.ts';
import type { Target } from '../../src/model/project.ts';
import { inFleet } from '../../src/plan/fleet.ts';
import { shop } from '../run/workbench.ts';

const targetAt = (url: string, name: string): Target => ({ ...shop, url, name });
const fleet = (servers: readonly number[]) =>
  servers.map((server, index) =>
    targetAt(`postgres://app:\${env:P}@db${server}:5432/customer_${index}`, `customer-${index}`),
  );

/** How many of the targets are worked on at once where nothing but their servers bounds them. */
async function mostAtOnce(urls: readonly string[]): Promise<number> {
  let open = 0;
  let most = 0;
  await inFleet(
    urls.map((url, index) => targetAt(url, `customer-${index}`)),
    urls.length,
    async () => {
      open += 1;
      most = Math.max(most, open);
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      open -= 1;
    },
  );
  return most;
}

describe('work in a fleet', () => {
  beforeEach(() => {
    vi.stubEnv('P', 'secret');
  });
  afterEach(() => vi.unstubAllEnvs());

  it('is done in every target once, with no more at once than is allowed, in all and at one server', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 12 }),
        async (servers, concurrency) => {
          const targets = fleet(servers);
          const open = new Map<string, number>();
          let most = 0;
          let mostAtOne = 0;
          const { results, failures } = await inFleet(targets, concurrency, async ({ url, name }) => {
            const server = /@(db\d)/u.exec(url)![1]!;
            open.set(server, (open.get(server) ?? 0) + 1);
            most = Math.max(
              most,
              [...open.values()].reduce((sum, count) => sum + count, 0),
            );
            mostAtOne = Math.max(mostAtOne, open.get(server)!);
            await new Promise(setImmediate);
            open.set(server, open.get(server)! - 1);
            return name;
          });
          expect(results).toEqual(targets.map(({ name }) => name));
          expect(failures).toEqual([]);
          expect(most).toBeLessThanOrEqual(concurrency);
          expect(mostAtOne).toBeLessThanOrEqual(4);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('takes a server for one behind references', async () => {
    const numbers = Array.from({ length: 10 }, (_, index) => index);
    for (const number of numbers) {
      vi.stubEnv(`CUSTOMER_${number}_URL`, `postgres://app:p%40ss/${number}@db.example:5432/customer_${number}`);
      vi.stubEnv(`CUSTOMER_${number}_HOST`, `db-${number}.example`);
    }
    expect(await mostAtOnce(numbers.map((number) => `\${env:CUSTOMER_${number}_URL}`))).toBe(4);
    expect(await mostAtOnce(numbers.map((number) => `mysql://app@\${env:CUSTOMER_${number}_HOST}/shop`))).toBe(10);
    // What is not set is nobody's server; connecting is what fails.
    expect(await mostAtOnce(numbers.map((number) => `\${env:NOT_SET_${number}}`))).toBe(10);
  });

  it.each([
    ['postgres://db/a', 'postgresql://app:secret@DB:5432/b?sslmode=require', 'postgres://other/c?host=db'],
    ['mysql://db/a', 'mariadb://app@db:3306/b'],
    ['mysql:///a', 'mysql://localhost/b'],
    ['sqlserver://app@db/a', 'sqlserver://db:1433/b'],
    ['oracle://app:secret@db/a', 'oracle://db:1521/b?protocol=tcp'],
    ['duckdb:data/shop.duckdb', 'duckdb:./data/../data/shop.duckdb'],
  ])('counts %s as one server with the other ways to write it', async (...urls) => {
    expect(await mostAtOnce(Array.from({ length: 12 }, (_, index) => urls[index % urls.length]!))).toBe(4);
  });

  it.each([
    ['postgres://db/a', 'postgres://db:5433/a'],
    ['postgres://db/a', 'mysql://db:5432/a'],
    ['mysql://db/a', 'mysql://db/a?socket=/run/mysqld.sock'],
    ['sqlserver://db/a?instance=one', 'sqlserver://db/a?instance=two'],
    ['oracle://app:secret@?connectString=one', 'oracle://app:secret@?connectString=two'],
    ['postgres://[::1]:5432/a', 'postgres://[::2]:5432/a'],
    ['duckdb:a.duckdb', 'duckdb:b.duckdb'],
  ])('tells %s and %s apart', async (one, other) => {
    expect(await mostAtOnce(Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? one : other)))).toBe(8);
  });

  it('goes on where one target fails, and says which', async () => {
    const { results, failures } = await inFleet(fleet([0, 1, 2]), 10, async ({ name }) => {
      if (name === 'customer-1') throw new FaultlineError('LOCKED', 'somebody is at work', { hint: 'Wait.' });
      return name;
    });
    expect(results).toEqual(['customer-0', 'customer-2']);
    expect(failures).toEqual([
      { target: 'customer-1', problems: [{ code: 'LOCKED', message: 'somebody is at work', hint: 'Wait.' }] },
    ]);
    expect(exitCodeOf(failures)).toBe(5);
  });

  it('fails as a whole where every target does, and tells once what is wrong alike', async () => {
    const wrong = new FaultlineError('UNKNOWN_TABLE', 'no table "custmers"', {
      place: { file: 'a.yaml', line: 3, column: 5 },
    });
    await expect(inFleet(fleet([0, 1]), 10, () => Promise.reject(wrong))).rejects.toMatchObject({
      code: 'UNKNOWN_TABLE',
      message: 'targets customer-0, customer-1: no table "custmers"',
      place: { line: 3 },
    });
    await expect(inFleet(fleet([0]), 10, () => Promise.reject(wrong))).rejects.toBe(wrong);
  });

  it('tells once what is wrong alike where each error names its target', async () => {
    const failing = inFleet(fleet([1, 2]), 10, ({ name }) => {
      throw new FaultlineError('UNRESOLVED_SECRET', `target "${name}": the environment variable P is not set`);
    });
    await expect(failing).rejects.toMatchObject({
      message: 'targets customer-0, customer-1: the environment variable P is not set',
    });
  });

  it('ends as interrupted where it is, after what was under way', async () => {
    let done = 0;
    const work = inFleet(fleet([0, 1]), 10, async ({ name }) => {
      if (name === 'customer-0') throw new FaultlineError('INTERRUPTED', 'SIGINT');
      await new Promise((resolve) => setTimeout(resolve, 20));
      done += 1;
    });
    await expect(work).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(done).toBe(1);
  });
});
