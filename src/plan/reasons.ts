import type { Window } from '../model/plan.ts';
import { formatDuration } from '../model/duration.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { formatInstant, parseInstant, shift } from '../snapshot/instant.ts';

/** Which rows a step takes, in words, in the order of the scenario's keys. */
export function reasonsOf(compiled: CompiledStep): readonly string[] {
  const { step, subject, frozen, anomaly } = compiled;
  const where = step.where === undefined ? [] : [step.where.trim()];
  const windows = frozen.windows === undefined ? [] : [windowsInWords(compiled, frozen.windows)];
  const complete = anomaly.effect === 'update' && subject?.isNullable ? [`${subject.name} not null`] : [];
  return [...where, ...windows, ...complete, ...selectInWords(compiled)];
}

function selectInWords({ step }: CompiledStep): readonly string[] {
  const { select } = step;
  switch (select.mechanism) {
    case 'random':
      return [];
    case 'towards':
      return [`rather rows with ${select.end} ${select.column}`];
    case 'clustered':
      return [`runs of ${select.length} neighbours`];
    case 'segment':
      return [`whole groups of ${select.column}`];
  }
}

function windowsInWords(compiled: CompiledStep, windows: readonly Window[]): string {
  const time = compiled.time!.name;
  const [first] = windows;
  if (first === undefined) return `${time}: no values`;
  const last = windows.at(-1)!;
  if (windows.length > 1) {
    const length = compiled.step.duration === undefined ? '' : ` of ${formatDuration(compiled.step.duration)}`;
    return `${time} in ${windows.length} windows${length} from ${brief(first.from!)} to ${last.to === undefined ? 'the end' : brief(last.to)}`;
  }
  if (first.to === undefined) return `${time} from ${brief(first.from!)} on`;
  if (isWholeDay(first)) return `${time} on ${weekday(first.from!)} ${brief(first.from!)}`;
  return `${time} from ${brief(first.from!)} to ${endOf(first.to)}`;
}

/** A window whose end was moved by the smallest step includes the moment before it. */
function endOf(to: string): string {
  const end = parseInstant(to)!;
  return end % 1_000_000n === 1n ? brief(formatInstant(end - 1n)) : `before ${brief(to)}`;
}

function isWholeDay({ from, to }: Window): boolean {
  const start = parseInstant(from!)!;
  return formatInstant(start).includes('T00:00:00.000000') && shift(start, 1, { amount: 1, unit: 'day' }, 'day') === parseInstant(to!);
}

function weekday(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(new Date(iso));
}

/** Without the parts that say nothing: midnight, whole seconds. */
function brief(iso: string): string {
  return iso.replace('T', ' ').replace(/Z$/u, '').replace(/\.0+$/u, '').replace(/ 00:00:00$/u, '').replace(/:00$/u, '');
}
