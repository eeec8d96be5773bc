import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { monitorIndex } from '../../scripts/gen/pages/caught-by.ts';
import { exampleSteps } from '../../scripts/gen/pages/example-steps.ts';
import { laidOutSql } from '../../scripts/gen/pages/laid-out-sql.ts';
import { roundScale } from '../../scripts/gen/pages/scale.ts';

const folder = fileURLToPath(new URL('../../docs/anomalies/', import.meta.url));
const files = readdirSync(folder).toSorted();
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');

describe('the pages on anomalies', () => {
  it('have an example of every anomaly, and of nothing else', () => {
    const ofRows = [...catalog.values()].filter(({ effect }) => effect !== 'file').map(({ id }) => id);
    expect(Object.keys(exampleSteps).toSorted()).toEqual(ofRows.toSorted());
  });

  it('are one for each anomaly and an index that names all of them twice: by category and by monitor', () => {
    const pages = files.filter((file) => file.endsWith('.md') && file !== 'README.md');
    expect(pages).toEqual([...catalog.keys()].map((id) => `${id}.md`).toSorted());
    const [byCategory = '', byMonitor = ''] = textOf('README.md').split('\n## By monitor\n');
    for (const page of pages) {
      expect(byCategory, page).toContain(`(${page})`);
      expect(byMonitor, page).toContain(`(${page})`);
    }
  });

  it.each(files.filter((file) => file.endsWith('.md')))('%s links to what is there, and is small', (file) => {
    const text = textOf(file);
    const links = [...text.matchAll(/\]\(([^)#\s]+)/gu)].map(([, path]) => path!);
    const missing = links.filter((path) => !existsSync(join(dirname(join(folder, file)), path)));
    expect(missing).toEqual([]);
    expect(text.length).toBeLessThan(32_000);
  });

  it.each(files.filter((file) => file.endsWith('.svg')))('%s is well formed, told in words, and alone', (file) => {
    const text = textOf(file);
    const open: string[] = [];
    for (const [, closing, name, alone] of text.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/gu)) {
      if (closing === '/') expect(open.pop()).toBe(name);
      else if (alone !== '/') open.push(name!);
    }
    expect(open).toEqual([]);
    expect(text).toMatch(/<title id="title">.+<\/title>\n<desc id="desc">.+<\/desc>/u);
    expect(text).not.toMatch(/NaN|Infinity|undefined|href|url\(/u);
  });
});

describe('a statement on a page', () => {
  const piece = fc.constantFrom(
    'select t."a" as x',
    ' from (select 1 from "schema"."table" t where (t."b" > 3)) t',
    " where t.[from] = 'not a ( from clause'",
    " and x in (select y from z where w = 'it''s ) select' and v = 2 order by y)",
    ' order by `limit`, 2',
    ' limit 10',
  );

  it('differs from what is run in blanks only, as long as no value is too long', () => {
    const bare = (text: string) => text.replaceAll(/\s/gu, '');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
        const statement = pieces.join('');
        expect(bare(laidOutSql(statement))).toBe(bare(statement));
      }),
    );
  });

  it('has each clause of a query within it on a line of its own, and quoted text as it was', () => {
    const text = laidOutSql(
      `insert into s (k1) select t.id as k1 from (select t.* from "from" t where t.name = 'a from b' and t.x is not null) t limit 5`,
    );
    expect(text.split('\n')).toEqual([
      'insert into s (k1)',
      'select t.id as k1',
      'from (',
      '  select t.*',
      '  from "from" t',
      "  where t.name = 'a from b' and t.x is not null",
      ') t',
      'limit 5',
    ]);
  });
});

describe('an axis', () => {
  it('begins and ends with a round value, and holds every value in between', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (low, span) => {
        const scale = roundScale(low, low + span, [0, 100]);
        const values = scale.ticks.map(({ value }) => value);
        expect(values[0]!).toBeLessThanOrEqual(low + span * 1e-6);
        expect(values.at(-1)!).toBeGreaterThanOrEqual(low + span * (1 - 1e-6));
        expect(values.length).toBeLessThanOrEqual(8);
        expect(scale(low)).toBeGreaterThanOrEqual(-1e-3);
        expect(scale(low + span)).toBeLessThanOrEqual(100.001);
      }),
    );
  });
});

describe('the index of monitors', () => {
  it('goes by tools, and takes texts apart that name several monitors of one', () => {
    const entries = monitorIndex([
      { ...catalog.get('outlier')!, caughtBy: ['Elementary max and standard_deviation', 'dbt unique on the key (dbt_utils.x)'] },
      { ...catalog.get('typo')!, caughtBy: ['Elementary max', 'a look at the file'] },
    ]);
    expect(entries.map(({ tool, monitor, anomalies }) => [tool, monitor, anomalies.map(({ id }) => id)])).toEqual([
      ['dbt and its packages', 'unique', ['outlier']],
      ['Elementary', 'max', ['outlier', 'typo']],
      ['Elementary', 'standard_deviation', ['outlier']],
      ['The load itself, and checks of one’s own', 'a look at the file', ['typo']],
    ]);
  });
});
