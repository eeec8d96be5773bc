import { formatAmplitude } from '../model/amplitude.ts';
import type { Anomaly } from '../model/anomaly.ts';
import { formatDuration } from '../model/duration.ts';

/** What a parameter of a step means for an anomaly, and what it is where a step leaves it out. */
export interface Parameter {
  /** The key in a step: `volume`, `with.values`. */
  readonly name: string;
  readonly default: string;
  readonly meaning: string;
}

/** The parameters that an anomaly takes, the common ones first. */
export function parametersOf(anomaly: Anomaly): readonly Parameter[] {
  const { volume, amplitude, window, shape } = anomaly;
  return [
    ...(volume === undefined ? [] : [{ name: 'volume', default: volumeText(volume.default), meaning: volume.meaning }]),
    ...(amplitude === undefined
      ? []
      : [{ name: 'amplitude', default: amplitudeText(amplitude), meaning: amplitude.meaning }]),
    ...(window === undefined
      ? []
      : [{ name: 'during', default: `last: ${formatDuration(window.default)}`, meaning: windowMeaning(window) }]),
    ...(shape === undefined
      ? []
      : [{ name: 'shape', default: shape, meaning: 'How the strength rises and falls over time.' }]),
    ...ownParameters(anomaly),
  ];
}

/** A step as it would stand in a scenario file, with the defaults written out; `…` is for whoever writes it to say. */
export function stepExample(anomaly: Anomaly): readonly string[] {
  const required = (anomaly.parameters['required'] ?? []) as readonly string[];
  const own = ownParameters(anomaly).flatMap(({ name, default: value }) => {
    const key = name.slice('with.'.length);
    if (value !== '') return [`${key}: ${value}`];
    return required.includes(key) ? [`${key}: …`] : [];
  });
  return [
    `- id: ${anomaly.id}`,
    `  anomaly: ${anomaly.id}`,
    '  table: public.orders',
    ...subjectLines(anomaly),
    ...(anomaly.volume === undefined ? [] : [`  volume: ${volumeText(anomaly.volume.default)}`]),
    ...(anomaly.amplitude === undefined ? [] : [`  amplitude: ${amplitudeText(anomaly.amplitude)}`]),
    ...(own.length === 0 ? [] : ['  with:', ...own.map((line) => `    ${line}`)]),
  ];
}

function subjectLines(anomaly: Anomaly): readonly string[] {
  if (anomaly.measures !== undefined) {
    const [aggregate] = anomaly.measures;
    return [`  measure: {${aggregate === 'count' ? '' : 'column: …, '}aggregate: ${aggregate}}`];
  }
  switch (anomaly.effect) {
    case 'update':
      return ['  column: …'];
    case 'insert':
    case 'delete':
      return anomaly.subject === undefined ? [] : ['  column: …'];
    case 'alter':
      return anomaly.takesColumn === false ? [] : ['  column: …'];
    case 'file':
      return [];
  }
}

function ownParameters({ parameters }: Anomaly): readonly Parameter[] {
  const properties = (parameters['properties'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return Object.entries(properties).map(([name, schema]) => ({
    name: `with.${name}`,
    default: schema['default'] === undefined ? '' : JSON.stringify(schema['default']).replace(/^"([\w-]+)"$/, '$1'),
    meaning: [String(schema['description'] ?? ''), choices(schema)].filter((text) => text !== '').join(' '),
  }));
}

function choices(schema: Readonly<Record<string, unknown>>): string {
  const words = schema['enum'];
  return Array.isArray(words) ? `One of ${words.join(', ')}.` : '';
}

function volumeText(volume: NonNullable<Anomaly['volume']>['default']): string {
  return 'percent' in volume ? `${volume.percent}%` : String(volume.rows);
}

function amplitudeText({ unit, default: value }: NonNullable<Anomaly['amplitude']>): string {
  return formatAmplitude({ value, unit });
}

function windowMeaning({ needsTime, isOpen }: NonNullable<Anomaly['window']>): string {
  const end = isOpen === true ? 'From there to the end of the data.' : 'The part of the time it strikes.';
  return needsTime ? `${end} The table needs a time column.` : `${end} All of it where the table has no time column.`;
}
