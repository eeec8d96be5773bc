import { alteredName, alteredTable } from '../../../src/snapshot/alteration.ts';
import { snapshotColumns } from '../../../src/snapshot/columns.ts';
import { code, markdownTable } from '../../../src/output/markdown.ts';
import { isTouched, type Performed, type SampleRow } from './example.ts';

/** Rows that are shown. */
const most = 5;
const longest = 44;

/** Some of what a step touches, before and after, as Markdown. */
export function sampleSection(performed: Performed): readonly string[] {
  const { alteration, compiled } = performed;
  if (alteration) return shapeTable(performed);
  switch (compiled.anomaly.effect) {
    case 'update':
      return updatedRows(performed);
    case 'insert':
      return wholeRows(
        performed,
        `Some of the rows that come, ${compiled.anomaly.keepsKey ? 'with the keys that are there already' : 'with keys of their own'}:`,
        'after',
      );
    default:
      return wholeRows(performed, 'Some of the rows that go:', 'before');
  }
}

function updatedRows(performed: Performed): readonly string[] {
  const changed = snapshotColumns(performed.compiled).after.map(({ name }) => name);
  const others = companions(performed).filter((name) => !changed.includes(name));
  const touched = spread(performed.pairs.filter(isTouched));
  const titles = ['id', ...others, ...changed.flatMap((name) => [`${name} before`, `${name} after`])];
  const rows = touched.map(({ before, after }) => [
    shown(before!['id']!),
    ...others.map((name) => shown(before![name]!)),
    ...changed.flatMap((name) => [shown(before![name]!), shown(after![name]!)]),
  ]);
  const symbols = /[␠⍽]/u.test(JSON.stringify(rows)) ? ' (␠ is a blank, ⍽ one that does not break lines)' : '';
  return [`Some of the rows that change${symbols}:`, '', ...markdownTable(titles, rows)];
}

function wholeRows(performed: Performed, words: string, side: 'before' | 'after'): readonly string[] {
  const { table, compiled } = performed;
  const columns = [
    ...(hasKnownKey(performed) ? ['id'] : []),
    table.time,
    ...companions(performed),
    ...(compiled.subject ? [compiled.subject.name] : []),
    ...table.columns.map(({ name }) => name).filter((name) => name !== 'id'),
  ];
  const titles = [...new Set(columns)].slice(0, 6);
  const rows = spread(performed.pairs.filter(isTouched)).map((pair) => pair[side]!);
  return [
    words,
    '',
    ...markdownTable(
      titles,
      rows.map((row: SampleRow) => titles.map((name) => shown(row[name]))),
    ),
  ];
}

/** Copies have keys of their own, which only apply knows, but where their keys are the anomaly. */
function hasKnownKey({ compiled: { anomaly } }: Performed): boolean {
  return anomaly.effect !== 'insert' || anomaly.keepsKey === true;
}

/** Columns that the step's `with` names, and its time column. */
function companions({ compiled, table }: Performed): readonly string[] {
  const named = Object.values(compiled.step.with).flat();
  const time = compiled.frozen.timeColumn;
  const names = table.columns.map(({ name }) => name);
  return [...new Set([...(time === undefined ? [] : [time]), ...named])].filter(
    (name): name is string => typeof name === 'string' && names.includes(name) && name !== 'id',
  );
}

/** A few, from all over. */
function spread<Item>(items: readonly Item[]): readonly Item[] {
  const every = Math.max(1, Math.floor(items.length / most));
  return items.filter((_, index) => index % every === 0).slice(0, most);
}

function shown(value: string | null | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  if (value === '') return "''";
  // Spaces at the ends would not be seen, even in code.
  const visible = value
    .replaceAll(/^\s+|\s+$|\s{2,}/gu, (spaces) => '␠'.repeat(spaces.length))
    .replaceAll('\u00a0', '⍽');
  return code(visible.length > longest ? `${visible.slice(0, longest - 1)}…` : visible);
}

/** Columns in their order with their types, before and after; those around a change only. */
function shapeTable({ compiled, alteration }: Performed): readonly string[] {
  const { table } = compiled;
  const changed = alteredTable(table, alteration!);
  const name = alteredName(table.name, alteration!).name;
  if (name !== table.name.name)
    return [`The table ${code(table.name.name)} is there under the name ${code(name)} until the rollback.`];
  const length = Math.max(table.columns.length, changed.columns.length);
  const described = (columns: typeof table.columns, index: number) => {
    const column = columns[index];
    return column === undefined ? '' : code(`${column.name} ${column.type}`);
  };
  const rows = Array.from({ length }, (_, index) => [
    String(index + 1),
    described(table.columns, index),
    described(changed.columns, index),
  ]);
  const first = rows.findIndex(([, before, after]) => before !== after);
  const around = rows.slice(Math.max(0, first - 2), first + 5);
  return [
    `Columns of ${code(table.name.name)} around the change:`,
    '',
    ...markdownTable(['position', 'before', 'after'], around),
  ];
}
