import type { InspectedColumn, InspectedTime, Inspection } from '../model/inspection.ts';
import { type ForeignKey, formatTable, type Table } from '../model/table.ts';
import { formatBytes, formatCount, formatDecimal, formatRows, formatShare } from './format-number.ts';
import { formatInstant } from './format-time.ts';
import { labelled, type LabelledLayout, margin } from './labelled.ts';
import { maskValue } from './mask.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { sparkline } from './sparkline.ts';
import { style as styleOf } from './style.ts';
import { textTable } from './text-table.ts';
import { isPlainType } from './value-text.ts';
import { truncate } from './width.ts';
import { median, weekPattern } from './week-pattern.ts';

const mostBars = 60;
const mostAnomalies = 3;

/** What a table is like and which anomalies suit it, column by column. */
export function inspectionText(inspection: Inspection, options: RenderOptions): string {
  const { table, rows, bytes, time } = inspection;
  const style = styleOf(options.colour);
  const layout: LabelledLayout = { width: options.width, indent: 0, labelWidth: 14, style };
  const size = bytes === undefined ? '' : ` · ${formatBytes(bytes)}`;
  const lines = [
    `${style.heading(printable(formatTable(table.name)))}   ${formatRows(rows)}${size}`,
    '',
    ...labelled('key', keyInWords(inspection.key), layout),
    ...(time === undefined ? [] : timeLines(time, layout)),
    ...labelled('links', links(table), layout),
    ...labelled('triggers', triggers(table), layout, style.warning),
    ...labelled('publications', publications(table), layout, style.warning),
    ...labelled('whole rows', inspection.suits.join(', '), layout),
    '',
    ...columnTable(inspection, options),
    ...next(inspection).map((command) => `\nNext: ${style.name(command)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function keyInWords(key: Inspection['key']): string {
  if ('reason' in key) return `none: ${printable(key.reason)}`;
  return `${printable(key.columns.map(({ name }) => name).join(', '))} (${key.origin})`;
}

function timeLines(time: InspectedTime, layout: LabelledLayout): readonly string[] {
  const { column, first, last, bucket, perBucket } = time;
  if (first === null || last === null) return labelled('time', `${printable(column)}, no values`, layout);
  const span = `${printable(column)}, ${formatInstant(first)} to ${formatInstant(last)}`;
  const shown = perBucket.slice(-Math.min(mostBars, layout.width - layout.labelWidth)).map(({ rows }) => rows);
  const usual = median(perBucket.map(({ rows }) => rows));
  const pattern = weekPattern(time);
  const weekly =
    pattern === '' ? ', every day of the week alike' : pattern === undefined ? '' : `, weekly pattern: ${pattern}`;
  return [
    ...labelled('time', span, layout),
    `${margin(`rows per ${bucket}`, layout)}${layout.style.update(sparkline(shown, [0]))}`,
    ...labelled('', usual === undefined ? '' : `median ${formatCount(usual)}${weekly}`, layout),
  ];
}

function links({ references, referencedBy }: Table): string {
  const out = references.map((key) => `${columnsOf(key.childColumns)} → ${printable(formatTable(key.parent))}`);
  const into = referencedBy.map(
    (key) => `${printable(formatTable(key.child))} → ${columnsOf(key.parentColumns)}${action(key)}`,
  );
  return [
    ...(out.length === 0 ? [] : [`${out.join(', ')} (no values that are not there)`]),
    ...(into.length === 0 ? [] : [`${into.join(', ')} (no deletes or new keys of rows referred to)`]),
  ].join('; ');
}

function action({ onDelete }: ForeignKey): string {
  return onDelete === 'no action' || onDelete === 'restrict' ? '' : ` on delete ${onDelete}`;
}

function columnsOf(columns: readonly string[]): string {
  return printable(columns.join(', '));
}

function triggers({ triggers: names }: Table): string {
  return names.length === 0
    ? ''
    : `${printable(names.join(', '))} (refused unless the scenario says allowTriggers: true)`;
}

function publications({ publications: names }: Table): string {
  return names.length === 0 ? '' : `${printable(names.join(', '))} (sends every change on)`;
}

function columnTable(inspection: Inspection, options: RenderOptions): readonly string[] {
  const style = styleOf(options.colour);
  const columns = [
    { title: 'column', paint: style.name },
    { title: 'type', isFlexible: true },
    { title: 'nulls', align: 'right' },
    { title: 'distinct', align: 'right' },
    { title: 'from', isFlexible: true },
    { title: 'to', isFlexible: true },
    { title: 'looks like', isFlexible: true },
    { title: 'suits', isFlexible: true, paint: style.muted },
  ] as const;
  const rows = inspection.columns.map((inspected) => cells(inspected, inspection.rows, options.showValues));
  return textTable(columns, rows, { width: options.width, style });
}

function cells(inspected: InspectedColumn, rows: number, showValues: boolean): readonly string[] {
  const { column, nulls, distinct, semantics, suits } = inspected;
  const others = suits.length > mostAnomalies ? ` +${suits.length - mostAnomalies}` : '';
  return [
    printable(column.name),
    printable(column.type),
    rows === 0 ? '' : formatShare(nulls / rows),
    distinct === null ? '' : formatCount(distinct),
    extreme(inspected.min, inspected, showValues),
    extreme(inspected.max, inspected, showValues),
    semantics === undefined
      ? ''
      : semantics.looksLike === 'after'
        ? `after ${printable(semantics.column)}`
        : semantics.looksLike,
    `${suits.slice(0, mostAnomalies).join(', ')}${others}`,
  ];
}

function extreme(text: string | null, { column }: InspectedColumn, showValues: boolean): string {
  if (text === null) return '';
  if (!isPlainType(column.kind)) return truncate(printable(showValues ? text : maskValue(text)), 24);
  return formatInstant(printable(column.kind === 'decimal' || column.kind === 'float' ? formatDecimal(text) : text));
}

/** The command that leads on: the explanation of what suits the table best. */
function next({ columns, suits }: Inspection): readonly string[] {
  const best = columns.find((column) => column.suits.length > 0)?.suits[0] ?? suits[0];
  return best === undefined ? [] : [`faultline catalog ${best}`];
}
