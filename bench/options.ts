import { parseArgs } from 'node:util';
import { engines, type EngineName } from './database.ts';
import { anomalies, keyKinds, type AnomalyName, type KeyKind } from './orders.ts';

const sections = ['speed', 'memory', 'scans', 'start-up', 'fleet', 'data-sets'] as const;

/** What is measured, and on how much. */
export interface BenchOptions {
  readonly sections: readonly (typeof sections)[number][];
  readonly engines: readonly EngineName[];
  readonly anomalies: readonly AnomalyName[];
  readonly keys: readonly KeyKind[];
  /** Sizes of the table. */
  readonly rows: readonly number[];
  /** Rows of each table of a fleet. */
  readonly fleetRows: number;
  /** Timed rounds of each pair; one more comes first and does not count. */
  readonly rounds: number;
}

/** Reads the words behind `npm run bench --`; lists are written with commas. @throws RangeError for what is not to be had */
export function readOptions(words: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string', default: sections.join() },
      engine: { type: 'string', default: engines.join() },
      anomaly: { type: 'string', default: anomalies.join() },
      key: { type: 'string', default: keyKinds.join() },
      rows: { type: 'string', default: '1000000,5000000' },
      'fleet-rows': { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '9' },
    },
  });
  return {
    sections: chosen('--only', values.only, sections),
    engines: chosen('--engine', values.engine, engines),
    anomalies: chosen('--anomaly', values.anomaly, anomalies),
    keys: chosen('--key', values.key, keyKinds),
    rows: values.rows.split(',').map((each) => count('--rows', each)),
    fleetRows: count('--fleet-rows', values['fleet-rows']),
    rounds: count('--rounds', values.rounds),
  };
}

function chosen<Name extends string>(option: string, list: string, known: readonly Name[]): readonly Name[] {
  return list.split(',').map((wanted) => {
    const name = known.find((each) => each === wanted);
    if (name === undefined) throw new RangeError(`${option} knows ${known.join(', ')}, not "${wanted}"`);
    return name;
  });
}

function count(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new RangeError(`${option} wants a whole number from 1, not "${text}"`);
  return number;
}
