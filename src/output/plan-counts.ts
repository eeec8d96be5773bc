import type { Action, Plan, PlannedStep } from '../model/plan.ts';
import type { Standing } from '../model/run.ts';
import { type Injection, isInjection } from '../model/plan-changes.ts';
import { count, formatCount, formatRows, percentage } from './format-number.ts';

/** A scenario that waits for its slot, and what that would do. */
export interface Preview extends Extract<Action, { readonly action: 'wait' }> {
  readonly preview: readonly PlannedStep[];
}

const words = {
  inject: 'inject',
  replace: 'replace',
  heal: 'heal',
  keep: 'keep',
  hold: 'held',
  wait: 'waiting',
  leave: 'left alone',
} as const satisfies Record<Action['action'], string>;

/** All actions of all targets. */
export function actionsOf(plan: Plan): readonly Action[] {
  return plan.targets.flatMap((target) => target.actions);
}

/** Whether a plan shows what a slot that is not due yet would do. */
export function isPreview(action: Action): action is Preview {
  return action.action === 'wait' && action.preview !== undefined;
}

/** `1 inject, 1 heal, 2 keep`; actions that do not occur are left out. */
export function countActions(actions: readonly Action[]): string {
  const kinds = Object.keys(words) as (keyof typeof words)[];
  return kinds
    .map((kind) => ({ kind, amount: actions.filter(({ action }) => action === kind).length }))
    .filter(({ amount }) => amount > 0)
    .map(({ kind, amount }) => `${formatCount(amount)} ${words[kind]}`)
    .join(', ');
}

/** Why there is nothing to do, as a sentence. */
export function nothingToDo(plan: Plan): string {
  const actions = actionsOf(plan);
  if (actions.length === 0) {
    const isLeftOut = plan.targets.some(({ absences = [] }) => absences.length > 0);
    return `Nothing to do: no scenario is ${isLeftOut ? 'placed in' : 'for'} these targets, and none is active.`;
  }
  const states = { keep: 'active as written', hold: 'held', wait: 'waiting', leave: 'left alone' } as const;
  const clauses = Object.entries(states)
    .map(([kind, state]) => ({ state, amount: actions.filter(({ action }) => action === kind).length }))
    .filter(({ amount }) => amount > 0)
    .map(({ state, amount }, index) => {
      const subject = index === 0 ? count(amount, 'scenario') : formatCount(amount);
      return `${subject} ${amount === 1 ? 'is' : 'are'} ${state}`;
    });
  const rows = actions.reduce(
    (sum, action) => sum + (action.action === 'keep' ? disturbedRows(action.standing) : 0),
    0,
  );
  const disturbed =
    rows === 0 ? '' : `; others have changed or removed ${formatRows(rows)} since, see faultline status`;
  return `Nothing to do: ${clauses.join(', ')}${disturbed}.`;
}

/** Rows that are no longer as a run left them. */
function disturbedRows({ restored, conflicting, gone }: Standing): number {
  return restored + conflicting + gone;
}

/** `2 targets failed: a, b.`, whether in planning or in applying; undefined where none did. */
export function failuresInWords({ failures = [] }: Plan): string | undefined {
  if (failures.length === 0) return undefined;
  return `${count(failures.length, 'target')} failed: ${failures.map(({ target }) => target).join(', ')}.`;
}

/** Rows that the steps of an action change. */
export function rowsOf(action: Pick<Injection, 'steps'>): number {
  return action.steps.reduce((sum, step) => sum + step.frozen.rows, 0);
}

/**
 * How much of its limits the run takes that comes nearest to them: `Limits: 824/10,000 rows, 0.07/20 %.`, with its name
 * where there are several; empty where nothing is limited.
 */
export function limitsInWords(actions: readonly Action[]): string {
  const injections = actions.filter(isInjection);
  const [fullest] = injections.filter(({ limits }) => limits !== undefined).toSorted((a, b) => usage(b) - usage(a));
  const { rows, fraction } = fullest?.limits ?? {};
  if (fullest === undefined || (rows === undefined && fraction === undefined)) return '';
  const clauses = [
    ...(rows === undefined ? [] : [`${formatCount(rowsOf(fullest))}/${formatRows(rows)}`]),
    ...(fraction === undefined ? [] : [`${percentage(fractionOf(fullest))}/${percentage(fraction)} %`]),
  ];
  return `Limits: ${clauses.join(', ')}${injections.length > 1 ? ` by ${fullest.scenario}` : ''}.`;
}

/** Commands that take back what the plan would inject, one each. */
export function undoCommands(actions: readonly Action[]): readonly string[] {
  return [...new Set(actions.filter(isInjection).map(({ scenario }) => `faultline rollback ${scenario}`))];
}

function usage(action: Injection): number {
  const { rows = Infinity, fraction = Infinity } = action.limits ?? {};
  return Math.max(rowsOf(action) / rows, fractionOf(action) / fraction);
}

/** The highest share of one table's rows. */
function fractionOf(action: Injection): number {
  const changed = new Map<string, number>();
  for (const { table, frozen, tableRows } of action.steps) {
    const name = JSON.stringify([table.schema, table.name]);
    changed.set(name, (changed.get(name) ?? 0) + frozen.rows / Math.max(1, tableRows));
  }
  return Math.max(0, ...changed.values());
}
