import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const engineName = /(['"`])(postgres|postgresql|mysql|mariadb|sqlserver|mssql|oracle|duckdb)\1/i;

test('nobody outside src/engine asks which engine it is', () => {
  const files = globSync('src/**/*.ts', { cwd: root }).filter((path) => !path.startsWith('src/engine/'));
  const asking = files.flatMap((path) => linesThatAsk(path));
  expect(asking).toEqual([]);
});

function linesThatAsk(path: string): readonly string[] {
  return withoutComments(readFileSync(join(root, path), 'utf8'))
    .split('\n')
    .map((line, index) => ({ line, place: `${path}:${index + 1}` }))
    .filter(({ line }) => engineName.test(line))
    .map(({ line, place }) => `${place}: ${line.trim()}`);
}

/** The text with every block comment blanked, lines kept. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
}
