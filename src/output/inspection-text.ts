import type { InspectedTime, Inspection } from '../model/inspection.ts';
import { type ForeignKey, formatTable, type Table } from '../model/table.ts';
import { formatBytes, formatCount, formatRows } from './format-number.ts';
import { formatInstant } from './format-time.ts';
import { inspectedColumns } from './inspected-columns.ts';
import { labelled, type LabelledLayout, margin } from './labelled.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { sparkline } from './sparkline.ts';
import { style as styleOf } from './style.ts';
import { suitingAnomalies } from './suiting-anomalies.ts';
import { median, weekPattern } from './week-pattern.ts';

const mostBars = 60;

/** What a table is like and which anomalies suit it, column by column. @param target name of the target that it is in */
export function inspectionText(inspection: Inspection, target: string, options: RenderOptions): string {
  const { table, rows, bytes, time } = inspection;
  const style = styleOf(options.colour);
  const layout: LabelledLayout = { width: options.width, indent: 0, labelWidth: 16, style };
  const size = bytes === undefined ? '' : ` · ${formatBytes(bytes)}`;
  const lines = [
    `${style.heading(printable(formatTable(table.name)))}   ${formatRows(rows)}${size}`,
    '',
    ...labelled('key', keyInWords(inspection.key), layout),
    ...(time === undefined ? [] : timeLines(time, layout)),
    ...labelled('links', links(table), layout),
    ...labelled('triggers', triggers(table), layout, style.warning),
    ...labelled('refused', blocked(table), layout, style.warning),
    ...labelled('publications', publications(table), layout, style.warning),
    '',
    ...inspectedColumns(inspection, options),
    ...suitingAnomalies(inspection, target, layout),
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
  return [
    ...labelled('time', span, layout),
    `${margin(`rows per ${bucket}`, layout)}${layout.style.update(sparkline(shown, [0]))}`,
    ...labelled('', usual === undefined ? '' : `median ${formatCount(usual)}${weekInWords(time)}`, layout),
  ];
}

function weekInWords(time: InspectedTime): string {
  const pattern = weekPattern(time);
  if (pattern === undefined) return '';
  return pattern === '' ? ', every day of the week alike' : `, weekly pattern: ${pattern}`;
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

/** Why its rows cannot be broken, whatever the anomaly. */
function blocked({ changeBlocker, insertBlocker }: Table): string {
  if (changeBlocker !== undefined) return printable(`it ${changeBlocker}`);
  return insertBlocker === undefined ? '' : printable(`no rows are copied or removed: it ${insertBlocker}`);
}

function publications({ publications: names }: Table): string {
  return names.length === 0 ? '' : `${printable(names.join(', '))} (sends every change on)`;
}
