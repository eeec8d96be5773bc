import { numberRange } from '../../anomaly/number-range.ts';
import type { ColumnProfile, TableProfile } from '../../model/profile.ts';
import { type Column, formatTable, type Table } from '../../model/table.ts';
import type { Trait } from '../../model/trait.ts';
import { count, formatCount } from '../../output/format-number.ts';
import { isTimeColumn } from '../time-column.ts';

/** The traits of a column, each with what it says about it: a clause such as "holds e-mail addresses". */
export type Traits = ReadonlyMap<Trait, string>;

/** Fewer different numbers are grades or codes rather than measures. */
const fewestOfMeasure = 20;
/** More labels are not all among the largest. */
const fewestOfMany = 6;
/** Days that a metric has to be there for a course to be told from it. */
const fewestDays = 35;
/** Share of NULL up to which a column counts as filled. */
const mostNulls = 0.05;

const kinds: Readonly<Record<string, string>> = {
  integer: 'whole numbers',
  decimal: 'decimal numbers',
  float: 'floating-point numbers',
};

/** What a column is like. */
export function traitsOf(profile: ColumnProfile, table: TableProfile): Traits {
  const filled = table.rows - profile.nulls;
  return new Map([
    ['any' as const, `is a column of ${profile.column.type}`],
    ...ofForm(profile),
    ...ofText(profile, filled),
    ...ofNumber(profile, filled, table),
    ...ofTime(profile, table),
    ...ofKeys(profile, filled, table.table),
    ...ofLinks(profile, table),
    ...when(profile.column !== table.table.columns.at(-1), 'not last', 'has columns behind it'),
    ...when(hasRoomForStandIn(profile.column), 'room', 'has room for a value that stands for a missing one'),
    ...when(filled > 0 && profile.nulls <= mostNulls * table.rows, 'filled', nullsInWords(profile, table.rows)),
  ]);
}

/** What a table as a whole is like. */
export function tableTraits({ time, rows }: TableProfile): Traits {
  return new Map([
    ['rows' as const, `has ${count(rows, 'row')}`],
    ...when(time !== undefined, 'series', `grows over time by ${time?.name}`),
  ]);
}

type Entries = readonly (readonly [Trait, string])[];

function when(holds: boolean, trait: Trait, because: string): Entries {
  return holds ? [[trait, because]] : [];
}

const formWords = {
  'e-mail': 'e-mail addresses',
  uuid: 'UUIDs',
  phone: 'phone numbers',
  url: 'URLs',
  ssn: 'social security numbers',
  'permanent id': 'DOIs or ORCID iDs',
  ip: 'IP addresses',
  'date as text': 'dates as text',
  'number as text': 'numbers as text',
  money: 'amounts of money',
} as const;

function ofForm({ semantics, distinct }: ColumnProfile): Entries {
  const looksLike = semantics?.looksLike;
  if (looksLike === undefined || looksLike === 'after') return [];
  if (looksLike === 'category') {
    const because = `holds ${formatCount(distinct ?? 0)} labels again and again`;
    return [['category', because], ...when((distinct ?? 0) >= fewestOfMany, 'many labels', because)];
  }
  if (looksLike === 'identifier') return [['identifier', 'is named like an identifier']];
  return [[looksLike, `holds ${formWords[looksLike]}`]];
}

function ofText({ column, several, beyondAscii }: ColumnProfile, filled: number): Entries {
  if (column.kind !== 'text' || filled === 0) return [];
  const share = (count: number) => `${percent(count / filled)} of its texts`;
  return [
    ['text', 'holds texts'],
    ...when((several ?? 0) > 0, 'words', `${share(several ?? 0)} have several words`),
    ...when((beyondAscii ?? 0) > 0, 'beyond ASCII', `${share(beyondAscii ?? 0)} have letters beyond ASCII`),
  ];
}

function ofNumber(profile: ColumnProfile, filled: number, { table, days }: TableProfile): Entries {
  const { column, sd, distinct, negatives, zeros, semantics } = profile;
  if (kinds[column.kind] === undefined || filled === 0) return [];
  const isCode =
    semantics?.looksLike === 'identifier' || semantics?.looksLike === 'category' || isInKeys(column.name, table);
  const hasSpread = sd !== null && sd > 0;
  const isMeasure = hasSpread && !isCode && (distinct ?? 0) >= fewestOfMeasure;
  const isMetric = isMeasure && (zeros ?? 0) < filled / 2 && (days ?? 0) >= fewestDays;
  const isMostlyPositive = (zeros ?? 0) + (negatives ?? 0) < filled / 10;
  const hasFraction = column.kind === 'float' || (column.kind === 'decimal' && column.scale !== 0);
  return [
    ['number', `holds ${kinds[column.kind]}`],
    ...when(hasSpread, 'spread', 'holds numbers that differ'),
    ...when(isMeasure, 'measure', `measures something: ${formatCount(distinct ?? 0)} different numbers`),
    ...when(isMetric, 'metric', `measures something, over ${formatCount(Math.floor(days ?? 0))} days`),
    ...when(isMetric && semantics?.looksLike === 'money', 'amount', 'holds amounts of money that add up over time'),
    ...when(isMeasure && isMostlyPositive, 'mostly above 0', 'is nearly always above 0'),
    ...when(isMeasure && negatives === 0, 'no negatives', 'has never been negative'),
    ...when(
      isMeasure && (zeros ?? 0) <= mostNulls * filled,
      'no zeros',
      zeros === 0 ? 'has never been 0' : 'is hardly ever 0',
    ),
    ...when(hasSpread && hasFraction, 'digits behind the point', 'has digits behind the point'),
  ];
}

function ofTime({ column, min }: ColumnProfile, { time }: TableProfile): Entries {
  if (!isTimeColumn(column) || min === null) return [];
  const isOfLoading = /load|ingest|insert|arriv|receiv|sync|process|import/iu.test(column.name);
  return [
    ['moment', column.kind === 'date' ? 'holds dates' : 'holds points in time'],
    ...when(column === time, 'main time', 'places its rows in time'),
    ...when(isOfLoading, 'load time', 'is named like the time of loading'),
  ];
}

function ofKeys({ column, distinct, semantics }: ColumnProfile, filled: number, table: Table): Entries {
  const reference = table.references.find(({ childColumns }) => childColumns.includes(column.name));
  const isDifferent = distinct !== null && distinct > 1 && distinct === filled;
  const names = ['identifier', 'uuid', 'e-mail'];
  const isEntity =
    (reference !== undefined || names.includes(semantics?.looksLike ?? '')) &&
    distinct !== null &&
    distinct >= fewestOfMeasure &&
    filled >= distinct * 1.5;
  return [
    ...when(reference !== undefined, 'foreign key', `refers to ${reference ? formatTable(reference.parent) : ''}`),
    ...when(isDifferent, 'all different', 'never holds the same value twice'),
    ...when(isEntity, 'entity', `names ${formatCount(distinct ?? 0)} things that come again and again`),
  ];
}

function ofLinks({ column }: ColumnProfile, { links }: TableProfile): Entries {
  const own = links.filter(({ from }) => from === column);
  const to = (relation: (typeof own)[number]['relation']) =>
    own.filter((each) => each.relation === relation).map((each) => each.to.name);
  const clause = (trait: Trait, names: readonly string[], because: (names: readonly string[]) => string): Entries =>
    names.length === 0 ? [] : [[trait, because(names)]];
  return [
    ...clause('follows', to('follows'), ([first]) => `never lies before ${first}`),
    ...clause('determined', to('determined by'), ([first]) => `goes with ${first}, value by value`),
    ...clause('total', to('sum of'), (names) => `is the sum of ${names.slice(0, 2).join(' and ')}`),
    ...clause('product', to('product of'), (names) => `is ${names.slice(0, 2).join(' times ')}`),
    ...clause('factor', to('factor of'), ([first]) => `makes ${first}, with ${to('factor beside')[0]}`),
    ...clause('twin', to('twin of'), ([first]) => `could be mistaken for ${first}`),
    ...clause('latitude', to('latitude of'), ([first]) => `is the latitude to ${first}`),
  ];
}

/** For N/A or -999. */
function hasRoomForStandIn(column: Column): boolean {
  if (column.kind === 'text') return (column.length ?? 3) >= 3;
  const range = numberRange(column);
  return (
    isTimeColumn(column) ||
    column.kind === 'float' ||
    (column.kind in kinds && (range === undefined || range.min.lte(-999)))
  );
}

function isInKeys(name: string, { keys, references }: Table): boolean {
  return (
    keys.some(({ columns }) => columns.includes(name)) ||
    references.some(({ childColumns }) => childColumns.includes(name))
  );
}

function nullsInWords({ nulls }: ColumnProfile, rows: number): string {
  return nulls === 0 ? 'has no NULL' : `is NULL in ${percent(nulls / rows)} of the rows only`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value >= 99.95 && value < 100 ? '99.9' : String(Number(value.toPrecision(value < 1 ? 1 : 2)))} %`;
}
