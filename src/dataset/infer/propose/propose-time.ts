import type { Written } from '../../dataset-yaml.ts';
import { formatInstant, parseInstant } from '../../../snapshot/instant.ts';
import type { ColumnFigures, TimeFigures } from '../measure/figures.ts';
import { monthOutwards } from '../outwards.ts';
import { isPersonal } from '../personal.ts';
import type { ProposalContext, ProposedType } from './proposal.ts';

/** Rows from which on habits are told from chance. */
const fewestRows = 200;
/** Share of the rows that are elsewhere than even ones would be, beyond what chance does. */
const noticeable = 0.05;

/** Dates and points in time: between which they lie, how fine they are, and how they are spread over day and week. */
export function proposeTime(column: ColumnFigures, context: ProposalContext): ProposedType | undefined {
  const { profile, time, filled } = column;
  const { kind } = profile.column;
  if (kind !== 'date' && kind !== 'timestamp' && kind !== 'timestamptz') return undefined;
  const [first, last] = [instantText(profile.min), instantText(profile.max)];
  if (first === undefined || last === undefined) return undefined;
  const isExact = context.withValues && !isPersonal(profile);
  const bounds = {
    from: isExact ? short(first) : monthOutwards(first, 'down'),
    to: isExact ? short(last) : monthOutwards(last, 'up'),
  };
  if (kind === 'date') return { type: 'date', with: { ...bounds, ...habitsOf(time, filled, false) } };
  const step = time?.step === undefined ? undefined : `1 ${time.step}`;
  return { type: 'timestamp', with: { ...bounds, step, ...habitsOf(time, filled, time?.step !== 'day') } };
}

/** @param hasHours whether values have a time of day */
function habitsOf(
  time: TimeFigures | undefined,
  rows: number,
  hasHours: boolean,
): Readonly<Record<string, Written | undefined>> {
  if (time === undefined || rows < fewestRows) return {};
  return {
    daily: hasHours ? weightsOf(time.hours, rows) : undefined,
    weekly: weightsOf(time.weekdays, rows),
  };
}

/** Percentages of two digits; undefined where shares are about even. */
function weightsOf(shares: readonly number[], rows: number): readonly number[] | undefined {
  const even = 1 / shares.length;
  const moved = shares.reduce((sum, share) => sum + Math.abs(share - even), 0) / 2;
  const byChance = Math.sqrt(shares.length / (2 * Math.PI * rows));
  if (moved <= noticeable + byChance) return undefined;
  return shares.map((share) => Number((share * 100).toPrecision(2)));
}

function instantText(text: string | null): string | undefined {
  const instant = text === null ? undefined : parseInstant(text);
  return instant === undefined ? undefined : formatInstant(instant);
}

/** Without what is nothing: `2026-11-20`, `2026-11-20T09:30:00Z`. */
function short(iso: string): string {
  return iso.endsWith('T00:00:00.000000Z') ? iso.slice(0, 10) : iso.replace(/\.?0{1,6}Z$/u, 'Z');
}
