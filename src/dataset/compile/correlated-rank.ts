import type { Correlation } from '../../model/dataset.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { normalDistribution, normalQuantile } from '../distribution/normal-functions.ts';
import { cholesky } from '../distribution/cholesky.ts';
import type { Layers, Named } from './layers.ts';
import type { ValueScope } from './value-scope.ts';

/**
 * A uniform number whose ranks go with those of the correlation's other columns: a Gaussian copula. Independent normal
 * deviates of the columns before it, and its own, are mixed by a row of the Cholesky factor, and the normal
 * distribution function makes the sum uniform again (Nelsen, "An Introduction to Copulas", 2nd edition, section 2.3).
 * @param scopes of the correlation's columns
 */
export function correlatedRank(
  { matrix }: Correlation,
  index: number,
  scopes: readonly ValueScope[],
  layers: Layers,
): Named {
  const factors = cholesky(matrix)![index]!;
  const own = scopes[index]!;
  const terms: Sql[] = [];
  for (const [other, factor] of factors.slice(0, index + 1).entries()) {
    if (factor === 0) continue;
    const scope = scopes[other]!;
    const uniform = scope.let(scope.uniform('rank'));
    const deviate = scope.let(normalQuantile(uniform, (value) => scope.let(value)));
    terms.push(sql`${factor}::double * ${own.reach({ sql: deviate, layer: scope.layer() })}`);
  }
  const mixed = own.let(terms.reduce((left, right) => sql`${left} + ${right}`));
  return layers.name(
    normalDistribution(mixed, (value) => own.let(value)),
    own.layer(),
  );
}
