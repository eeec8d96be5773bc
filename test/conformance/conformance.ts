import { describe } from 'vitest';
import { allTestEngines, type EngineName } from '../support/engines.ts';
import { alterations } from './alterations.ts';
import { comparison } from './comparison.ts';
import type { Conforming } from './conforming.ts';
import { crashes } from './crashes.ts';
import { interference } from './interference.ts';
import { introspection } from './introspection.ts';
import { laws } from './laws.ts';
import { names } from './names.ts';
import { privileges } from './privileges.ts';

/** Everything that an engine has to do like all others. Each runs it with a file of its own. */
export function conformance(name: EngineName, traits: Omit<Conforming, 'engine'>): void {
  const engine = allTestEngines.find((each) => each.name === name);
  // That it is missing, and why, is said once for all suites.
  describe.skipIf(engine === undefined)(`on ${name}`, () => {
    if (engine === undefined) return;
    const conforming = { engine, ...traits };
    introspection(conforming);
    laws(conforming);
    comparison(conforming);
    names(conforming);
    alterations(conforming);
    interference(conforming);
    privileges(conforming);
    crashes(conforming);
  });
}
