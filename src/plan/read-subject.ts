import type { Anomaly } from '../model/anomaly.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Project, Target } from '../model/project.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { takesColumn } from '../scenario/step-schema.ts';
import { writtenName } from './parse-table-name.ts';

/** Where an anomaly is to strike, by its names alone: whether they exist is for the target to say. */
export interface Subject {
  readonly target: Target;
  /** As scenario files write it, in quotes where a name holds a dot. */
  readonly table: string;
  /** The table's own name. */
  readonly title: string;
  /** Undefined for anomalies of whole rows. */
  readonly column: string | undefined;
}

/**
 * Reads `target.table.column`, with a schema before the table where it is written; names that hold dots stand in
 * double quotes. The target may be left out where another one is supposed or the project has one only, the column where
 * the anomaly is of whole rows.
 * @param supposed the target where none is written @throws INVALID_ARGUMENT, UNKNOWN_TARGET
 */
export function readSubject(project: Project, anomaly: Anomaly, written: string, supposed?: Target): Subject {
  const names = splitNames(written);
  if (names === undefined) throw misread(anomaly, written);
  const fewest = takesColumn(anomaly) ? 2 : 1;
  const isPlace = (parts: readonly string[]) => parts.length === fewest || parts.length === fewest + 1;
  const named = project.targets.find(({ name }) => name === names[0]);
  const [first, ...others] = project.targets;
  const only = supposed ?? (others.length === 0 ? first : undefined);
  if (named && isPlace(names.slice(1))) return placeIn(named, anomaly, names.slice(1));
  if (only && isPlace(names)) return placeIn(only, anomaly, names);
  if (named || names.length < fewest || names.length > fewest + 2) throw misread(anomaly, written);
  const known = project.targets.map(({ name }) => name);
  const hint = didYouMean(names[0]!, known, 'targets');
  throw new FaultlineError('UNKNOWN_TARGET', `no target "${names[0]}" in faultline.yaml`, {
    hint: isPlace(names)
      ? `${hint} Write the target first, ${first!.name}.${written}, or name it with --target.`
      : hint,
  });
}

function placeIn(target: Target, anomaly: Anomaly, names: readonly string[]): Subject {
  const column = takesColumn(anomaly) ? names.at(-1) : undefined;
  const table = column === undefined ? names : names.slice(0, -1);
  return { target, table: table.map(writtenName).join('.'), title: table.at(-1)!, column };
}

/** The names between the dots, without their quotes; undefined where the text is no list of names. */
export function splitNames(text: string): readonly string[] | undefined {
  const part = String.raw`"(?:[^"]|"")+"|[^".]+`;
  if (!new RegExp(`^(?:${part})(?:\\.(?:${part}))*$`, 'u').test(text)) return undefined;
  const parts = text.match(new RegExp(part, 'gu')) ?? [];
  return parts.map((each) => (each.startsWith('"') ? each.slice(1, -1).replaceAll('""', '"') : each));
}

function misread(anomaly: Anomaly, written: string): FaultlineError {
  const [form, example] = takesColumn(anomaly)
    ? ['target.table.column', 'shop.public.orders.total, or shop."my.table".total where a name holds a dot']
    : ['target.table, since it takes whole rows', 'shop.public.orders'];
  return new FaultlineError('INVALID_ARGUMENT', `"${written}" does not say where ${anomaly.id} strikes`, {
    hint: `Write ${form}: ${example}.`,
  });
}
