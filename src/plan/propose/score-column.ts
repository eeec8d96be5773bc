import type { Column, Table } from '../../model/table.ts';
import { concepts, type Concept } from './concepts.ts';
import { contentFinding } from './content-finding.ts';
import { weigh, type Evidence, type Finding } from './evidence.ts';
import { nameWords, speaksOf } from './name-words.ts';
import type { TableSample } from './sample-table.ts';

export interface ScoredColumn extends Evidence {
  readonly column: Column;
}

/** With fewer points a column is no candidate: nothing but its type speaks for it. */
const fewestPoints = 25;

/** The columns of a table that may meet a need, best first. */
export function scoreColumns(need: string, table: Table, sample: TableSample | undefined): readonly ScoredColumn[] {
  const concept = conceptOf(need);
  const fitting = table.columns.filter((column) => fits(column, table, concept));
  return fitting
    .map((column) => ({ column, ...weigh(findingsOf(need, concept, column, table, fitting, sample)) }))
    .filter(({ points }) => points >= fewestPoints)
    .toSorted((left, right) => right.points - left.points || left.column.ordinal - right.column.ordinal);
}

/** What a need means: its last word says so, else any other. */
function conceptOf(need: string): Concept | undefined {
  const words = nameWords(need).toReversed();
  for (const word of words) {
    const concept = concepts.find(({ asks }) => asks.includes(word));
    if (concept !== undefined) return concept;
  }
  return undefined;
}

function fits(column: Column, table: Table, concept: Concept | undefined): boolean {
  if (concept === undefined) return true;
  if (!concept.kinds.includes(column.kind)) return false;
  return concept.inKeys !== 'refused' || !isInKey(column, table);
}

function isInKey({ name }: Column, table: Table): boolean {
  return (
    table.keys.some(({ columns }) => columns.includes(name)) ||
    table.references.some(({ childColumns }) => childColumns.includes(name))
  );
}

function findingsOf(
  need: string,
  concept: Concept | undefined,
  column: Column,
  table: Table,
  fitting: readonly Column[],
  sample: TableSample | undefined,
): readonly (Finding | undefined)[] {
  const words = nameWords(column.name);
  return [
    nameFinding(need, concept, words),
    ...wordFindings(need, concept, words),
    concept && keyFinding(concept, column, table),
    concept && fitting.length === 1 ? { points: 15, reason: `the only ${column.kind} for it` } : undefined,
    { points: concept === undefined || isUsual(concept, column) ? 10 : 5 },
    { points: column.isNullable ? 0 : 2 },
    contentFinding(concept, column, sample),
  ];
}

function nameFinding(need: string, concept: Concept | undefined, words: readonly string[]): Finding | undefined {
  const wanted = nameWords(need);
  if (words.join(' ') === wanted.join(' ')) return { points: 50, reason: 'named as the need' };
  const vocabulary = [...(concept?.words ?? []), ...wanted];
  const word =
    words.find((each) => speaksOf(each, vocabulary)) ?? (isIn(vocabulary, words.join('')) ? words.join('') : undefined);
  return word === undefined ? undefined : { points: 40, reason: `"${word}" in its name` };
}

/** `e_mail` is the word email. */
function isIn(vocabulary: readonly string[], joined: string): boolean {
  return vocabulary.includes(joined);
}

function wordFindings(
  need: string,
  concept: Concept | undefined,
  words: readonly string[],
): readonly (Finding | undefined)[] {
  const wanted = nameWords(need).filter((word) => concept === undefined || !concept.asks.includes(word));
  const own = wanted.map((word) => ({ points: words.some((each) => speaksOf(each, [word])) ? 12 : -12 }));
  if (concept === undefined) return own;
  const better = words.find((word) => speaksOf(word, concept.better));
  const worse = words.find(
    (word) => !concept.words.includes(word) && !wanted.includes(word) && speaksOf(word, concept.worse),
  );
  return [
    ...own,
    better === undefined ? undefined : { points: 12, reason: `"${better}" says it is the main one` },
    worse === undefined ? undefined : { points: -25, reason: `"${worse}" says it is another one` },
  ];
}

function keyFinding(concept: Concept, column: Column, table: Table): Finding | undefined {
  if (concept.inKeys !== 'wanted') return undefined;
  const key = table.keys.find(({ columns }) => columns.length === 1 && columns[0] === column.name);
  if (key === undefined) return { points: -30, reason: 'no key of the table' };
  return { points: key.isPrimary ? 30 : 10, reason: key.isPrimary ? 'the primary key' : 'a unique key' };
}

function isUsual({ kinds }: Concept, { kind }: Column): boolean {
  return kind === kinds[0] || !['integer', 'decimal', 'float'].includes(kind);
}
