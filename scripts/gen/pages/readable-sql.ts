import type { Dialect } from '../../../src/model/dialect.ts';
import type { Sql } from '../../../src/model/sql.ts';
import type { CompiledStep } from '../../../src/snapshot/compiled-step.ts';
import { coefficients, drawSql } from '../../../src/snapshot/draw.ts';
import { internalColumn } from '../../../src/snapshot/internal.ts';
import { laidOutSql } from './laid-out-sql.ts';

const purposes = ['choose', 'shape', 'value', ...Array.from({ length: 60 }, (_, index) => `value.${index + 2}`)];

/** A statement as its engine gets it, with its values in it, over lines; the polynomial of each draw is named by its purpose: `draw('choose')`. */
export function readableSql(dialect: Dialect, statement: Sql, { seed, step }: CompiledStep): string {
  let text = dialect.script.render(statement);
  for (const purpose of purposes) {
    const drawn = coefficients(seed, step.id, purpose);
    if (!text.includes(String(drawn.polynomial[0]))) continue;
    for (const key of ['kappa', 'group'] as const) {
      const polynomial = dialect.script.render(drawSql(dialect, internalColumn(key), drawn));
      text = text.replaceAll(polynomial, `draw('${purpose}')`);
    }
  }
  return laidOutSql(text);
}
