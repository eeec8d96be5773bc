import type { Catalog } from '../model/anomaly.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Target } from '../model/project.ts';
import type { Absence, BoundName } from '../model/role.ts';
import type { During, Scenario, Select, Step } from '../model/scenario.ts';
import { fingerprint } from './fingerprint.ts';
import { refuseLacking } from './refuse-lacking.ts';
import { referencesIn, replaceReferences, wholeReference, type RoleReference } from './role-reference.ts';

/** How names are written inside of a `where`, where they are SQL: quoted as the target quotes them. */
export interface Spelling {
  /** @param written as a binding has it: `schema.table`, or `table` */
  table(written: string): string;
  column(name: string): string;
}

/** Where no target is at hand: names as they stand in the binding. */
const asWritten: Spelling = { table: (written) => written, column: (name) => name };

/** A scenario as it is for one target, or why it is left out there. */
export type Bound = { readonly scenario: Scenario } | { readonly absence: Absence };

/**
 * The scenario with the names of one target in place of its roles. Its fingerprint is that of the names as they stand
 * in the bindings, so that a binding that changes replaces the run. A scenario without roles is itself.
 * @param spelling of names in `where`; the fingerprint does not depend on it
 * @throws UNBOUND_ROLE where the target does not say what plays a role that is not optional, or what meets a need of one
 * that it binds; UNSUPPORTED for a name that the target cannot have
 */
export function bindRoles(scenario: Scenario, target: Target, catalog: Catalog, spelling = asWritten): Bound {
  if (scenario.roles.length === 0) return { scenario };
  for (const role of scenario.roles) refuseLacking(scenario, target, role);
  const open = scenario.roles.find(({ name }) => target.bind[name] === undefined);
  if (open !== undefined)
    return { absence: { scenario: scenario.name, target: target.name, reason: `role ${open.name} is not bound` } };
  const steps = scenario.steps.map((step) => bindStepNames(step, target, spelling));
  const plain = scenario.steps.map((step) => bindStepNames(step, target, asWritten));
  return {
    scenario: {
      ...scenario,
      roles: [],
      steps,
      boundNames: scenario.steps.flatMap((step, index) => boundNames(step, index, target)),
      fingerprint: fingerprint(scenario.seed, plain, catalog),
    },
  };
}

function bindStepNames(step: Step, target: Target, spelling: Spelling): Step {
  const name = (text: string) => boundName(text, target);
  return {
    ...step,
    table: name(step.table),
    column: step.column && name(step.column),
    key: typeof step.key === 'string' ? step.key : step.key.map(name),
    where: step.where && replaceReferences(step.where, (reference) => spelled(reference, target, spelling)),
    during: step.during && bindDuring(step.during, name),
    select: bindSelect(step.select, name),
    with: bindTexts(step.with, (text) =>
      replaceReferences(text, (reference) => nameOf(reference, target)),
    ) as Step['with'],
  };
}

function bindDuring(during: During, name: (text: string) => string): During {
  return during === 'all' || during.column === undefined ? during : { ...during, column: name(during.column) };
}

function bindSelect(select: Select, name: (text: string) => string): Select {
  return 'column' in select ? { ...select, column: name(select.column) } : select;
}

function bindTexts(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((member) => bindTexts(member, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, bindTexts(member, replace)]));
}

function boundName(text: string, target: Target): string {
  const reference = wholeReference(text);
  return reference === undefined ? text : nameOf(reference, target);
}

function nameOf({ role, need }: RoleReference, target: Target): string {
  const binding = target.bind[role]!;
  return need === undefined ? binding.table : binding.columns[need]!;
}

function spelled(reference: RoleReference, target: Target, spelling: Spelling): string {
  const name = nameOf(reference, target);
  try {
    return reference.need === undefined ? spelling.table(name) : spelling.column(name);
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    const place = target.bind[reference.role]!.placeOf(reference.need);
    throw new FaultlineError(error.code, error.message, { place, hint: error.hint, cause: error });
  }
}

/** The names that bindings give to a step, each once for each of its keys. */
function boundNames(step: Step, index: number, target: Target): readonly BoundName[] {
  const names = new Map<string, BoundName>();
  for (const [key, value] of Object.entries(step)) {
    for (const { role, need } of textsOf(value).flatMap(referencesIn)) {
      const { placeOf } = target.bind[role]!;
      const name = nameOf({ text: '', role, need }, target);
      names.set([key, role, need].join(' '), {
        step: index,
        key,
        role,
        need,
        name,
        target: target.name,
        place: placeOf(need),
      });
    }
  }
  return [...names.values()];
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
