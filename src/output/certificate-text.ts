import type { Certificate, CertifiedRun, CertifiedTable } from '../model/certificate.ts';
import { formatTable } from '../model/table.ts';
import { count, formatRows } from './format-number.ts';
import { formatInstant } from './format-time.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { style as styleOf } from './style.ts';
import { textTable } from './text-table.ts';

/** What a certificate says, for people: the runs, and the tables that they touched. */
export function certificateText(certificate: Certificate, options: Pick<RenderOptions, 'colour' | 'width'>): string {
  const style = styleOf(options.colour);
  const { project, target, server, at, actor, runs, tables, digest } = certificate;
  const layout = { width: options.width, style };
  const runColumns = [
    { title: 'run', paint: style.name },
    { title: 'scenario', isFlexible: true },
    { title: 'state' },
    { title: 'ended' },
    { title: 'rows today', isFlexible: true },
  ] as const;
  const tableColumns = [
    { title: 'table', isFlexible: true },
    { title: 'rows', align: 'right' },
    { title: 'checksum' },
  ] as const;
  const lines = [
    style.heading(printable(`${project} → ${target} (${server.product} ${server.version}, db ${server.database})`)),
    printable(`${formatInstant(at)} by ${actor}`),
    '',
    ...(runs.length === 0 ? ['no runs'] : textTable(runColumns, runs.map(runCells), layout)),
    ...(tables.length === 0 ? [] : ['', ...textTable(tableColumns, tables.map(tableCells), layout)]),
    '',
    `${count(runs.length, 'run')}, ${count(tables.length, 'table')}. SHA-256 ${digest}`,
  ];
  return `${lines.join('\n')}\n`;
}

function runCells(run: CertifiedRun): readonly string[] {
  const ended = run.endedAt === null ? '' : formatInstant(run.endedAt);
  return [printable(run.run), printable(run.scenario), run.state, ended, standing(run)];
}

function standing({ steps }: CertifiedRun): string {
  const known = steps.flatMap(({ comparison }) => (comparison === 'unknown' ? [] : [comparison]));
  const sum = (what: 'asBefore' | 'asRun' | 'changed' | 'gone') =>
    known.reduce((total, comparison) => total + comparison[what], 0);
  const parts = [
    [sum('asBefore'), 'as before'],
    [sum('asRun'), 'as the run left them'],
    [sum('changed'), 'changed since'],
    [sum('gone'), 'gone'],
  ] as const;
  const words = parts.filter(([rows]) => rows > 0).map(([rows, what]) => `${formatRows(rows)} ${what}`);
  return [...words, ...(known.length < steps.length ? ['unknown: a snapshot was dropped before'] : [])].join(', ');
}

function tableCells({ table, isThere, rows, checksum }: CertifiedTable): readonly string[] {
  return [printable(formatTable(table)), isThere ? String(rows) : '', isThere ? checksum : 'gone'];
}
