import type { Row } from '../model/engine.ts';
import type { CellChange, RowChange } from '../model/plan.ts';
import type { Column } from '../model/table.ts';
import { namedColumns, snapshotColumns } from '../snapshot/columns.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { isRowKey, rowKeyText } from '../snapshot/row-key.ts';

const symbols = { update: '~', insert: '+', delete: '-', alter: '!', file: '!' } as const;

/** One row of the diff out of a row whose snapshot columns stand as text in `v1 …`. */
export function readSample(compiled: CompiledStep, row: Row): RowChange {
  const columns = snapshotColumns(compiled);
  const texts = new Map(namedColumns(columns).map((each, index) => [each.name, toText(row[`v${index + 1}`])]));
  const value = (prefix: string, index: number) => texts.get(`${prefix}${index + 1}`) ?? null;
  const cells = (columns.after.length > 0 ? columns.after : columns.before).map((each, index): CellChange => ({
    column: each.name,
    ...(columns.before.length > 0 && { before: value('b', index) }),
    ...(columns.after.length > 0 && { after: value('a', index) }),
  }));
  return { symbol: symbols[compiled.anomaly.effect], key: keyOf(columns.key, value), cells };
}

function keyOf(
  key: readonly Column[],
  value: (prefix: string, index: number) => string | null,
): readonly (string | null)[] {
  if (isRowKey(key)) return [rowKeyText(String(value('k', 0)), String(value('k', 1)))];
  return key.map((_, index) => value('k', index));
}

function toText(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
