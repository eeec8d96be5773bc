import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProject } from '../../src/scenario/parse-project.ts';
import { writeBinding, type NewBinding } from '../../src/scenario/write-bindings.ts';

const head = 'apiVersion: faultline/v1\nkind: Project\nproject: acme-dq\n';
const url = '"duckdb:a.duckdb"';
const orders: NewBinding = { target: 'shop', role: 'fact', names: { table: 'sales.orders', time: 'ordered_at' } };
const write = (targets: string, binding = orders) =>
  writeBinding(`${head}${targets}`, 'faultline.yaml', binding)?.slice(head.length);
const flow = '{table: sales.orders, time: ordered_at}';

describe('a binding is written', () => {
  it.each([
    [
      'into a target in braces',
      `targets: {shop: {url: ${url}, environment: test}}\n`,
      `targets: {shop: {url: ${url}, environment: test, bind: {fact: ${flow}}}}\n`,
    ],
    [
      'behind the last key of a target, before its comments',
      `targets:\n  shop:\n    url: ${url} # here\n    environment: test   # soon gone\n    # the next one\n  b: {url: ${url}, environment: test}\n`,
      `targets:\n  shop:\n    url: ${url} # here\n    environment: test   # soon gone\n    bind: {fact: ${flow}}\n    # the next one\n  b: {url: ${url}, environment: test}\n`,
    ],
    [
      'behind a nested mapping',
      `targets:\n  shop:\n    environment: test\n    url: ${url}\n    limits:\n      rows: 5\n\nscenarios: [x.yaml]\n`,
      `targets:\n  shop:\n    environment: test\n    url: ${url}\n    limits:\n      rows: 5\n    bind: {fact: ${flow}}\n\nscenarios: [x.yaml]\n`,
    ],
    [
      'beside other roles',
      `targets:\n  shop:\n    url: ${url}\n    environment: test\n    bind:\n      log: {table: log}\n`,
      `targets:\n  shop:\n    url: ${url}\n    environment: test\n    bind:\n      log: {table: log}\n      fact: ${flow}\n`,
    ],
    [
      'into an empty mapping',
      `targets: {shop: {url: ${url}, environment: test, bind: {}}}\n`,
      `targets: {shop: {url: ${url}, environment: test, bind: {fact: ${flow}}}}\n`,
    ],
    [
      'where the last line has no end',
      `targets:\n  shop:\n    url: ${url}\n    environment: test`,
      `targets:\n  shop:\n    url: ${url}\n    environment: test\n    bind: {fact: ${flow}}\n`,
    ],
    [
      'with the line ends of the file',
      `targets:\r\n  shop:\r\n    url: ${url}\r\n    environment: test\r\n`,
      `targets:\r\n  shop:\r\n    url: ${url}\r\n    environment: test\r\n    bind: {fact: ${flow}}\r\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(write(before)).toBe(after);
  });

  it('by what it lacks only, and never over what is there', () => {
    const bound = (fact: string) => `targets: {shop: {url: ${url}, environment: test, bind: {fact: ${fact}}}}\n`;
    expect(write(bound('{table: mine}'))).toBe(bound('{table: mine, time: ordered_at}'));
    expect(write(bound('{table: mine, time: at}'))).toBe(bound('{table: mine, time: at}'));
  });

  it('with names in quotes where they would mean something else', () => {
    const names = { table: '"my.schema"."Order, Head"', time: 'on', amount: '2024' };
    const text = write(`targets: {shop: {url: ${url}, environment: test}}\n`, { ...orders, names });
    expect(parseProject(`${head}${text}`, 'faultline.yaml', '/').targets[0]?.bind['fact']).toMatchObject({
      table: names.table,
      columns: { time: 'on', amount: '2024' },
    });
  });

  it('nowhere where nothing can be put', () => {
    const alias = `targets:\n  a: &a {url: ${url}, environment: test}\n  shop: *a\n`;
    expect(write(alias)).toBeUndefined();
    expect(write(`targets: {shop: {url: ${url}, environment: test, bind: }}\n`)).toBeUndefined();
    expect(write(`targets: {other: {url: ${url}, environment: test}}\n`)).toBeUndefined();
  });

  it('so that it is read back, whatever the names, and nothing else differs', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
      .filter((text) => text.trim() === text && !text.includes('${'));
    const layouts = [
      `targets: {shop: {url: ${url}, environment: test}}\n`,
      `targets:\n  shop:\n    url: ${url}\n    environment: test\n`,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...layouts), name, name, (layout, table, time) => {
        const text = write(layout, { target: 'shop', role: 'fact', names: { table, time } });
        const { bind, ...target } = parseProject(`${head}${text}`, 'faultline.yaml', '/').targets[0]!;
        const { bind: _, ...before } = parseProject(`${head}${layout}`, 'faultline.yaml', '/').targets[0]!;
        expect(bind['fact']).toMatchObject({ table, columns: { time } });
        expect(target).toEqual(before);
      }),
    );
  });
});
