import type { CellChange, PlannedStep, RowChange } from '../model/plan.ts';
import { printable } from './printable.ts';
import { isPlainText, isPlainType, sampleValue } from './value-text.ts';

/** A sampled row in words, its sides apart so that each form of the plan can set them its own way. */
export interface SampleWords {
  /** `id=8…1`; of several columns `region=n…h, id=8…1`. */
  readonly key: string;
  /** What was there, undefined where the row is new. */
  readonly before: string | undefined;
  /** What will be there, undefined where the row goes. */
  readonly after: string | undefined;
}

/** @param isMasked whether keys and values are hidden from the reader */
function sampleWords(step: PlannedStep, sample: RowChange, isMasked: boolean): SampleWords {
  const names = step.frozen.key.columns;
  const key = names.map((name, index) => `${printable(name)}=${keyPart(sample.key[index], isMasked)}`).join(', ');
  const isInserted = step.effect === 'insert';
  const isDeleted = step.effect === 'delete';
  return {
    key,
    before: isInserted ? undefined : side(step, sample.cells, 'before', isMasked),
    after: isDeleted ? undefined : side(step, sample.cells, 'after', isMasked),
  };
}

/** Sampled rows to be shown, and how many more read just like the only one: masked, rows may tell nothing apart. */
interface ShownSamples {
  readonly rows: readonly SampleWords[];
  readonly alike: number;
}

/** The sampled rows of a step in words, one of them where all read the same. */
export function shownSamples(step: PlannedStep, isMasked: boolean): ShownSamples {
  const rows = step.samples.map((sample) => sampleWords(step, sample, isMasked));
  const [first, ...others] = rows;
  if (first === undefined) return { rows, alike: 0 };
  const isAlike = others.every(
    ({ key, before, after }) => key === first.key && before === first.before && after === first.after,
  );
  return isAlike ? { rows: [first], alike: others.length } : { rows, alike: 0 };
}

function keyPart(text: string | null | undefined, isMasked: boolean): string {
  if (text === null || text === undefined) return '(new)';
  return sampleValue(text, { isPlain: isMasked || isPlainText(text), isMasked });
}

function side(step: PlannedStep, cells: readonly CellChange[], end: 'before' | 'after', isMasked: boolean): string {
  return cells
    .filter((cell) => cell[end] !== undefined && !isKeyOfWholeRow(step, cell))
    .map((cell) => {
      const value = cell[end] ?? null;
      const isSubject = cell.column === step.column;
      const isPlain =
        isSubject && step.columnType !== undefined ? isPlainType(step.columnType) : isPlainText(value ?? '');
      const text = sampleValue(value, { isPlain, isMasked });
      return isSubject && cells.length === 1 ? text : `${printable(cell.column)}=${text}`;
    })
    .join(', ');
}

/** The key stands before the row already. */
function isKeyOfWholeRow(step: PlannedStep, { column }: CellChange): boolean {
  return step.effect !== 'update' && step.frozen.key.columns.includes(column);
}
