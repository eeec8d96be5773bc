import type { TableSummary } from '../model/engine.ts';
import { formatTable } from '../model/table.ts';
import { count, formatCount } from './format-number.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { style as styleOf } from './style.ts';
import { textTable } from './text-table.ts';

/** The tables of a target, and how to look at one. */
export function tablesText(
  target: string,
  tables: readonly TableSummary[],
  { colour, width }: Pick<RenderOptions, 'colour' | 'width'>,
): string {
  if (tables.length === 0) return `${target} has no tables that this user can see.\n`;
  const style = styleOf(colour);
  const columns = [
    { title: 'table', paint: style.name, isFlexible: true },
    { title: 'rows', align: 'right' },
    { title: '', paint: style.muted },
  ] as const;
  const rows = tables.map(({ name, type, estimatedRows }) => [
    printable(formatTable(name)),
    estimatedRows === undefined ? '' : `~${formatCount(estimatedRows)}`,
    type === 'table' ? '' : `${type}, not a target`,
  ]);
  const first = tables.find(({ type }) => type === 'table');
  const next =
    first === undefined ? [] : ['', `Next: ${style.name(`faultline inspect ${target} ${formatTable(first.name)}`)}`];
  return `${[...textTable(columns, rows, { width, style }), '', `${count(tables.length, 'table')}.`, ...next].join('\n')}\n`;
}

/** The same as a document. */
export function tablesJson(target: string, tables: readonly TableSummary[]): object {
  return {
    formatVersion: 1,
    target,
    tables: tables.map(({ name, type, estimatedRows }) => ({ ...name, type, estimatedRows: estimatedRows ?? null })),
  };
}
