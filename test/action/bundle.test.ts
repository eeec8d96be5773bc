import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const chunks = globSync('dist/action/*.js', { cwd: root });
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Files that are loaded together with a chunk, itself among them. */
function loadedWith(path: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(path)) return loaded;
  loaded.add(path);
  for (const [, name] of read(path).matchAll(/\bfrom\s*["']\.\/([^"']+)["']|\bimport\s*["']\.\/([^"']+)["']/gu)) {
    if (name !== undefined) loadedWith(`dist/action/${name}`, loaded);
  }
  return loaded;
}

describe('the committed bundle', () => {
  it('has each driver in a file of its own, which nothing else loads', () => {
    const drivers = ['duckdb', 'mysql', 'oracle', 'postgres', 'sqlserver'].map(
      (name) => `dist/action/engine-${name}-connection.js`,
    );
    expect(chunks).toEqual(expect.arrayContaining(drivers));
    expect([...loadedWith('dist/action/main.js')].filter((path) => drivers.includes(path))).toEqual([]);
    for (const driver of drivers) {
      expect([...loadedWith(driver)].filter((path) => drivers.includes(path))).toEqual([driver]);
    }
  });

  it('is small, and names the licence of every package that it holds', () => {
    const bytes = chunks.reduce((sum, path) => sum + Buffer.byteLength(read(path)), 0);
    expect(bytes).toBeLessThan(6_000_000);
    const licences = read('dist/LICENSES.txt');
    for (const name of [
      'pg',
      'pg-cursor',
      'mysql2',
      'mssql',
      'tedious',
      'oracledb',
      'drizzle-orm',
      'ajv',
      'yaml',
      'pino',
    ]) {
      expect(licences, name).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'mu'));
    }
    expect(licences).not.toMatch(/GPL/u);
  });
});
