import type { Role } from '../../model/role.ts';
import type { Table } from '../../model/table.ts';
import { retired, subjects, type Subject } from './concepts.ts';
import { weigh, type Evidence, type Finding } from './evidence.ts';
import { nameWords, speaksOf } from './name-words.ts';
import type { TableSample } from './sample-table.ts';
import { scoreColumns, type ScoredColumn } from './score-column.ts';

/** A table that is looked at, and a few of its rows where they were read. */
export interface Candidate {
  readonly table: Table;
  readonly sample?: TableSample | undefined;
}

export interface ScoredTable extends Evidence {
  readonly candidate: Candidate;
  /** Columns that may meet each need, best first. */
  readonly columns: ReadonlyMap<string, readonly ScoredColumn[]>;
}

/** Points of a column beyond these count no more for its table. */
const mostColumnPoints = 80;

/** The tables that may play a role, best first. */
export function scoreTables(role: Role, candidates: readonly Candidate[]): readonly ScoredTable[] {
  const largest = Math.max(1, ...candidates.map(rowsOf));
  return candidates
    .map((candidate) => {
      const columns = new Map(role.needs.map((need) => [need, scoreColumns(need, candidate.table, candidate.sample)]));
      return { candidate, columns, ...weigh(findingsOf(role, candidate, columns, largest)) };
    })
    .toSorted((left, right) => right.points - left.points);
}

/** What a table is called, without looking at it: for choosing which ones are looked at. */
export function namePoints(role: string, table: string): number {
  return weigh(nameFindings(role, nameWords(table))).points;
}

function findingsOf(
  role: Role,
  candidate: Candidate,
  columns: ReadonlyMap<string, readonly ScoredColumn[]>,
  largest: number,
): readonly (Finding | undefined)[] {
  const subject = subjectOf(role.name);
  return [
    ...nameFindings(role.name, nameWords(candidate.table.name.name)),
    ...columnFindings(columns),
    subject?.isLarge === true ? sizeFinding(candidate, largest) : undefined,
    emptyFinding(candidate),
    subject && linkFinding(subject, candidate.table),
  ];
}

function subjectOf(role: string): Subject | undefined {
  const words = nameWords(role);
  return subjects.find(({ asks }) => words.some((word) => speaksOf(word, asks)));
}

function nameFindings(role: string, words: readonly string[]): readonly (Finding | undefined)[] {
  const wanted = nameWords(role);
  const subject = subjectOf(role);
  const exact = words.find((word) => speaksOf(word, wanted));
  const related = words.find((word) => speaksOf(word, subject?.words ?? []));
  const better = words.find((word) => speaksOf(word, subject?.better ?? []));
  const worse = words.find((word) => !wanted.includes(word) && speaksOf(word, subject?.worse ?? []));
  const left = words.find((word) => speaksOf(word, retired));
  return [
    exact === undefined
      ? related === undefined
        ? undefined
        : { points: 35, reason: `"${related}" in its name` }
      : { points: 40, reason: `"${exact}" in its name` },
    better === undefined ? undefined : { points: 8 },
    worse === undefined ? undefined : { points: -20, reason: `"${worse}" in its name` },
    left === undefined ? undefined : { points: -45, reason: `"${left}" in its name` },
  ];
}

function columnFindings(columns: ReadonlyMap<string, readonly ScoredColumn[]>): readonly Finding[] {
  if (columns.size === 0) return [{ points: 20 }];
  const best = [...columns].map(([need, scored]) => ({ need, points: scored[0]?.points }));
  const missing = best.filter(({ points }) => points === undefined).map(({ need }) => need);
  const sum = best.reduce((total, { points = 0 }) => total + Math.min(mostColumnPoints, points), 0);
  return [
    {
      points: Math.round((0.6 * sum) / columns.size),
      ...(missing.length === 0 && { reason: 'has all that is needed' }),
    },
    { points: -35 * missing.length, reason: `nothing for ${missing.join(', ')}` },
  ];
}

function sizeFinding(candidate: Candidate, largest: number): Finding | undefined {
  const share = rowsOf(candidate) / largest;
  if (share === 1) return { points: 12, reason: 'the largest' };
  return { points: share >= 0.1 ? 6 : share < 0.01 ? -6 : 0 };
}

function emptyFinding({ sample }: Candidate): Finding | undefined {
  return sample?.rows === 0 ? { points: -40, reason: 'it is empty' } : undefined;
}

/** Large tables refer to others; the others are referred to. */
function linkFinding({ isLarge }: Subject, { references, referencedBy }: Table): Finding {
  return { points: 4 * Math.min(2, (isLarge ? references : referencedBy).length) };
}

function rowsOf({ table, sample }: Candidate): number {
  return Math.max(table.estimatedRows ?? 0, sample?.rows ?? 0);
}
