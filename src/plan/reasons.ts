import type { Anomaly } from '../model/anomaly.ts';
import type { Window } from '../model/plan.ts';
import { formatDuration } from '../model/duration.ts';
import type { Step } from '../model/scenario.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { formatWindows } from '../output/format-window.ts';
import { bucketStart, formatInstant, parseInstant, shift } from '../snapshot/instant.ts';

/** Which rows a step takes, in words, in the order of the scenario's keys. @param now the plan's clock, ISO 8601: years are named where they differ from its */
export function reasonsOf(compiled: CompiledStep, now: string): readonly string[] {
  const { step, subject, frozen, anomaly } = compiled;
  const where = step.where === undefined ? [] : [step.where.trim()];
  const windows = frozen.windows === undefined ? [] : [windowsInWords(compiled, frozen.windows, now)];
  const complete = anomaly.effect === 'update' && subject?.isNullable ? [`${subject.name} not null`] : [];
  const arrivals =
    step.sweep === undefined ? [] : [`and what arrives, every ${formatDuration(step.sweep)} while watched`];
  return [...where, ...windows, ...complete, ...selectInWords(compiled), ...arrivals];
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
      return [`groups of ${select.column}, the last one in part`];
    case 'last':
      return ['the last rows by key'];
  }
}

function windowsInWords({ time, step, anomaly }: CompiledStep, windows: readonly Window[], now: string): string {
  if (windows.length === 0) return `${time!.name}: no values`;
  const length = windows.length > 1 && step.duration !== undefined ? ` of ${formatDuration(step.duration)}` : '';
  const words = formatWindows(windows.map(readable), now).replace(' windows', ` windows${length}`);
  return `${time!.name} ${words}${isDefault(step, anomaly) ? ' (default window)' : ''}`;
}

/** Whether nothing in the file says where in time the step works: then the anomaly does. */
function isDefault({ during, frequency, duration }: Step, { window }: Anomaly): boolean {
  const isSilent = during === undefined && frequency === undefined && duration === undefined;
  return isSilent && window !== undefined && window.isOpen !== true;
}

/** An end that was moved by the smallest step, to include the latest value, is told as that value. */
function readable({ from, to }: Window): Window {
  const end = to === undefined ? undefined : parseInstant(to)!;
  if (end === undefined || end % 1_000_000n !== 1n) return { from, to };
  const latest = end - 1n;
  const isMidnight = bucketStart(latest, 'day') === latest;
  return { from, to: formatInstant(isMidnight ? shift(latest, 1, { amount: 1, unit: 'day' }, 'day') : latest) };
}
