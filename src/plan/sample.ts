import type { Row } from '../model/engine.ts';
import type { CellChange, RowChange } from '../model/plan.ts';
import { namedColumns, snapshotColumns } from '../snapshot/columns.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';

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
  return { symbol: symbols[compiled.anomaly.effect], key: columns.key.map((_, index) => value('k', index)), cells };
}

function toText(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
