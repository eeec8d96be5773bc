import { isOpen, type EndReason, type Run, type Standing } from '../model/run.ts';
import { formatCount, formatRows } from './format-number.ts';
import { formatDay } from './format-time.ts';
import { printable } from './printable.ts';

/** Whether every row is as the run left it. */
export function isIntact({ restored, conflicting, gone }: Standing): boolean {
  return restored + conflicting + gone === 0;
}

/** `824 rows intact`; `800 rows intact, 3 changed by others, 21 gone`. */
export function standingInWords({ intact, restored, conflicting, gone }: Standing): string {
  const others = [
    ...(restored === 0 ? [] : [`${formatCount(restored)} as before already`]),
    ...(conflicting === 0 ? [] : [`${formatCount(conflicting)} changed by others`]),
    ...(gone === 0 ? [] : [`${formatCount(gone)} gone`]),
  ];
  return [`${formatRows(intact)} intact`, ...others].join(', ');
}

/** Of a run whose tables others dropped or made anew. */
export const nothingLeft = 'its tables were made anew, nothing is left to take back';

/** Of a hold that the next apply ends. */
export const fileChanged = 'its file changed since, so the next apply holds it no longer';

/** Whose run it is: `acme-dq → shop`. */
export function ownerInWords({ project, target }: Run): string {
  return printable(`${project} → ${target}`);
}

/** Standings of several steps as one. */
export function sumStandings(standings: readonly Standing[]): Standing {
  const sum = (part: (standing: Standing) => number) =>
    standings.reduce((total, standing) => total + part(standing), 0);
  return {
    intact: sum(({ intact }) => intact),
    restored: sum(({ restored }) => restored),
    conflicting: sum(({ conflicting }) => conflicting),
    gone: sum(({ gone }) => gone),
  };
}

const reasons = {
  manual: 'by hand',
  expired: 'expired',
  removed: 'file removed',
  changed: 'file changed',
  suspended: 'suspended',
  rebuilt: 'injected again',
} as const satisfies Record<EndReason, string>;

/** `applied`; `rolled back Mon 16 Nov (by hand)`. */
export function stateInWords(run: Run, now: string): string {
  if (isOpen(run)) return 'open, needs recover';
  if (run.endedAt === null) return run.state;
  return `${run.state} ${formatDay(run.endedAt, now)} (${endReasonInWords(run)})`;
}

/** Why a run ended, in words; empty while it has not. */
export function endReasonInWords({ state, endReason, slot }: Run): string {
  const anew = state === 'healed' ? 'table made anew, ' : '';
  if (endReason === null) return '';
  return `${anew}${endReason === 'expired' && slot !== '' ? 'slot over' : reasons[endReason]}`;
}

/** How a hold came about: `rolled back by hand on Mon 16 Nov`, `expired on Mon 16 Nov`. */
export function holdInWords(run: Run, now: string): string {
  const day = run.endedAt === null ? '' : ` on ${formatDay(run.endedAt, now)}`;
  return `${run.endReason === 'expired' ? 'expired' : 'rolled back by hand'}${day}`;
}
