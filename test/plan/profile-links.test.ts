import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/model/table.ts';
import { arithmeticLinks } from '../../src/plan/profile/arithmetic-links.ts';
import { dependencies } from '../../src/plan/profile/dependencies.ts';
import type { RowSample } from '../../src/plan/profile/sample-rows.ts';

function column(name: string, kind: Column['kind']): Column {
  const rest = { ordinal: 1, type: kind, storage: kind, isNullable: true };
  return { name, kind, ...rest, isComputed: false, isIdentity: false, isGenerator: false };
}

/** A sample of columns by their names, each a value for each row. */
function sampleOf(values: Readonly<Record<string, readonly (string | null)[]>>): RowSample {
  const rows = Object.values(values)[0]?.length ?? 0;
  return { rows, valuesOf: ({ name }) => values[name] };
}

describe('columns that belong together', () => {
  it('one goes with another exactly where each of its values has one of the other, and chance does not do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 7 })), {
          minLength: 200,
          maxLength: 300,
        }),
        fc.nat(199),
        (rows, broken) => {
          const town = column('town', 'text');
          const county = column('county', 'text');
          const other = column('other', 'integer');
          const towns = rows.map(([each]) => `t${each}`);
          const counties = rows.map(([each]) => `c${each % 4}`);
          const others = rows.map(([, each]) => String(each));
          const found = dependencies([town, county, other], sampleOf({ town: towns, county: counties, other: others }));
          expect(found).toContainEqual({ relation: 'determined by', from: county, to: town });
          expect(found).not.toContainEqual({ relation: 'determined by', from: town, to: county });
          const wrong = counties.with(broken, 'elsewhere');
          const again = dependencies([town, county], sampleOf({ town: towns, county: wrong }));
          const isAlone = towns.filter((each) => each === towns[broken]).length === 1;
          if (!isAlone) expect(again).toEqual([]);
        },
      ),
    );
  });

  it('what is nearly always the same goes with nothing', () => {
    const flag = column('flag', 'text');
    const shop = column('shop', 'text');
    const rows = Array.from({ length: 400 }, (_, row) => row);
    const sample = sampleOf({
      flag: rows.map((row) => (row === 7 ? 'yes' : 'no')),
      shop: rows.map((row) => `s${row === 7 ? 20 : row % 20}`),
    });
    expect(dependencies([flag, shop], sample)).toEqual([]);
  });

  it('a total is found as the sum or the product that it is, cents and empty rows aside', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 101, max: 9999 })), {
          minLength: 60,
          maxLength: 90,
        }),
        (rows) => {
          fc.pre(new Set(rows.map(([count]) => count)).size > 3 && new Set(rows.map(([, price]) => price)).size > 20);
          const [count, price, total, tax, gross] = [
            column('count', 'integer'),
            column('price', 'decimal'),
            column('total', 'decimal'),
            column('tax', 'decimal'),
            column('gross', 'decimal'),
          ];
          const cents = (value: number) => (value / 100).toFixed(2);
          const values = rows.map(([pieces, each]) => ({
            total: pieces * each,
            tax: Math.round(pieces * each * 0.19),
          }));
          const sample = sampleOf({
            count: rows.map(([pieces]) => String(pieces)),
            price: rows.map(([, each]) => cents(each)),
            total: values.map((each, row) => (row === 5 ? null : cents(each.total))),
            tax: values.map((each) => cents(each.tax)),
            gross: values.map((each) => cents(each.total + each.tax)),
          });
          const found = arithmeticLinks([count!, price!, total!, tax!, gross!], sample);
          const to = (from: Column, relation: string) =>
            found.filter((link) => link.from === from && link.relation === relation).map((link) => link.to.name);
          expect(to(total!, 'product of')).toEqual(['count', 'price']);
          expect(to(price!, 'factor of')).toEqual(['total']);
          expect(to(price!, 'factor beside')).toEqual(['count']);
          expect(to(gross!, 'sum of')).toEqual(['total', 'tax']);
          expect(to(tax!, 'sum of')).toEqual([]);
        },
      ),
    );
  });
});
