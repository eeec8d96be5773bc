import { describe, it } from 'vitest';
import { allTestEngines, type TestEngine } from '../../support/engines.ts';

/** MySQL and MariaDB, those of them that have a server in this run. */
export const family: readonly TestEngine[] = allTestEngines.filter(
  ({ name }) => name === 'mysql' || name === 'mariadb',
);

/** A suite for both. @param title with `$name` for the product */
export function describeFamily(title: string, suite: (engine: TestEngine) => void): void {
  // That a server is missing, and why, is said once for all suites.
  if (family.length === 0) describe.skip(title, () => it('needs a server', () => undefined));
  else describe.each(family)(title, suite);
}
