import type { Connection, Privilege } from '../model/engine.ts';
import type { Effect } from '../model/anomaly.ts';
import type { Environment } from '../model/project.ts';
import { formatTable, isSameTable } from '../model/table.ts';
import { formatCount, formatRows } from '../output/format-number.ts';
import type { BoundStep, CompiledStep } from '../snapshot/compiled-step.ts';
import { hasWord } from './word.ts';
import type { Measurement } from './measure.ts';
import type { Outlook } from './outlook.ts';

/** From this share of a table's rows on the plan points at the size of the blast. */
const largeShare = 0.2;

/** Privileges for a step's change and for taking it back. */
export const privilegesFor: Readonly<Record<Effect, readonly Privilege[]>> = {
  update: ['select', 'update'],
  insert: ['select', 'insert', 'delete'],
  delete: ['select', 'delete', 'insert'],
  alter: ['alter'],
  file: ['update'],
};

/** Privileges for a step's change and for taking it back. @param hasKey whether it finds rows again: an alteration then writes values back */
export function privilegesOf(effect: Effect, hasKey: boolean): readonly Privilege[] {
  return effect === 'alter' && hasKey ? [...privilegesFor.update, ...privilegesFor.alter] : privilegesFor[effect];
}

/** Privileges that a step needs for its change and for taking it back, out of those that the user lacks. */
export async function lackingPrivileges(connection: Connection, bound: BoundStep): Promise<readonly Privilege[]> {
  return connection.missingPrivileges(bound.table.name, privilegesOf(bound.anomaly.effect, bound.key.length > 0));
}

/** What a reviewer should know about a step's risk, named one by one. */
export function warningsOf(
  compiled: CompiledStep,
  measured: Measurement,
  outlook: Outlook,
  environment: Environment,
  lacking: readonly Privilege[],
  referenced: number | undefined,
): readonly string[] {
  const { anomaly, table, frozen, step } = compiled;
  const rows = frozen.rows;
  const before = measured.metrics.table.before.rows;
  return [
    ...(environment === 'production' && rows > 0 ? ['this is production'] : []),
    ...emptiness(compiled),
    ...(anomaly.effect === 'delete' && rows > 0
      ? [`removes ${formatRows(rows)}; the snapshot keeps them until the rollback`]
      : []),
    ...(before > 0 && rows / before >= largeShare
      ? [`touches ${Math.round((rows / before) * 100)} % of the table`]
      : []),
    ...(referenced ? [`${formatRows(referenced)} are left out because other rows refer to them`] : []),
    ...(table.triggers.length > 0
      ? [`triggers fire for each row now and at the rollback: ${table.triggers.join(', ')}`]
      : []),
    ...table.publications.map(
      (publication) =>
        `publication ${publication} sends ${formatCount(rows)} events now, ${formatCount(rows)} at rollback`,
    ),
    ...sharedCells(compiled, outlook),
    ...(lacking.length > 0
      ? [`the user lacks ${lacking.join(', ')} on ${formatTable(table.name)}: apply will be refused`]
      : []),
    ...readsOfChanged(compiled, outlook),
    ...(step.where !== undefined &&
    /\b(random|rand|now|current_timestamp|current_date|clock_timestamp|uuid|gen_random_uuid)\b\s*(\(|$)/iu.test(
      step.where,
    )
      ? ['`where` may give another answer each time it is asked: apply may find the plan stale']
      : []),
  ];
}

function emptiness({ frozen, time, step }: CompiledStep): readonly string[] {
  if (frozen.windows?.length === 0)
    return [`column ${time!.name} holds no time up to now: no window, nothing to change`];
  if (frozen.eligible === 0 && frozen.windows)
    return ['no row matches in its window: nothing to change; `during` chooses another, `during: all` all of time'];
  if (frozen.eligible === 0) return ['no row matches: nothing to change'];
  if (frozen.rows === 0) return [`the volume of ${formatCount(frozen.eligible)} eligible rows rounds to no row`];
  if (step.volumes === undefined && 'rows' in step.volume && step.volume.rows > frozen.eligible)
    return [
      `the volume asks for ${formatRows(step.volume.rows)}, and only ${formatCount(frozen.eligible)} are eligible`,
    ];
  return [];
}

function sharedCells({ table, subject }: CompiledStep, outlook: Outlook): readonly string[] {
  if (subject === undefined) return [];
  const same = outlook.earlier.filter((each) => isSameTable(each.table, table.name) && each.column === subject.name);
  return same.map(
    (each) =>
      `step "${each.id}" of ${each.scenario} changes ${subject.name} before this one, which sees and may change its values`,
  );
}

/** `where` is asked as it stands: what it reads of other tables is not overlaid. */
function readsOfChanged({ step }: CompiledStep, outlook: Outlook): readonly string[] {
  const { where } = step;
  if (where === undefined) return [];
  const changed = new Set([...outlook.undone, ...outlook.earlier].map(({ table }) => table.name));
  const read = [...changed].filter((each) => hasWord(where, each));
  return read.map(
    (each) =>
      `\`where\` of "${step.id}" may read ${each}, which an earlier step or a rollback of this apply changes: apply may find the plan stale`,
  );
}
