import Big from 'big.js';
import { Type, type TSchema } from '@sinclair/typebox';
import { formatAmplitude, secondsOf } from '../model/amplitude.ts';
import type { Anomaly } from '../model/anomaly.ts';
import type { Amplitude, AmplitudeUnit } from '../model/scenario.ts';
import { shown, type Field } from './field.ts';
import { tunedSchema } from './tuned.ts';

type AmplitudeRule = NonNullable<Anomaly['amplitude']>;

/** Schema of an amplitude in the anomaly's unit. */
export function amplitudeSchema(rule: AmplitudeRule): TSchema {
  const { unit, min, max } = rule;
  const example = written(rule, rule.default);
  const text = { type: 'string', pattern: `^\\s*(?:${units[unit].body})\\s*$` };
  return Type.Unsafe<string | number>({
    title: `an amplitude such as ${example}`,
    description: `${rule.meaning} From ${written(rule, min)} to ${written(rule, max)}; default ${example}.`,
    default: example,
    anyOf: [
      ...(isBare(unit) ? [{ type: 'number', minimum: Number(min), maximum: Number(max) }] : []),
      text,
      tunedSchema,
    ],
  });
}

/** A plain number has a unit by itself, but for lengths of time, whose units are many. */
function isBare(unit: AmplitudeUnit): boolean {
  return unit !== 'seconds';
}

/** Reads a number or a text with the anomaly's unit: `8`, `8 sd`, `x3`, `-40 %`, `20 points`, `2 edits`, `24 hours`. */
export function readAmplitude(field: Field, rule: AmplitudeRule): Amplitude | undefined {
  const { body, read } = units[rule.unit];
  const text = typeof field.value === 'number' ? (field.numberText ?? String(field.value)) : field.value;
  const match = typeof text === 'string' ? new RegExp(`^(?:${body})$`).exec(text.trim()) : null;
  const groups = match?.slice(1).filter((group) => group !== undefined) ?? [];
  if (groups.length === 0) {
    const found = field.numberText ?? shown(field.value);
    return field.refuse(
      `${field.name} ${found} is not in the unit of this anomaly`,
      `Write it like ${written(rule, rule.default)}.`,
    );
  }
  const value = read ? read(groups) : new Big(bare(groups[0]!));
  if (value.lt(rule.min) || value.gt(rule.max)) {
    return field.refuse(
      `${field.name} ${written(rule, value.toFixed())} is outside of what this anomaly takes`,
      `Write ${written(rule, rule.min)} to ${written(rule, rule.max)}.`,
    );
  }
  return { value: value.toFixed(), unit: rule.unit };
}

function written({ unit }: AmplitudeRule, value: string): string {
  return formatAmplitude({ value, unit });
}

interface UnitSpelling {
  /** Regular expression of the whole text; its first filled group is the number. */
  readonly body: string;
  /** The number in the unit, of what stands in the groups; default: the number as it is. */
  readonly read?: (groups: readonly string[]) => Big;
}

const number = '([-+]?\\d{1,15}(?:\\.\\d{1,15})?)';
const count = '\\+?(\\d{1,9})';

const units: Readonly<Record<AmplitudeUnit, UnitSpelling>> = {
  sd: { body: `${number}(?:\\s*(?:sd|σ))?` },
  times: { body: `${number}\\s*[x×]?|[x×]\\s*${number}` },
  percent: { body: `${number}(?:\\s*%)?` },
  points: { body: `${number}(?:\\s*(?:points?|pp))?` },
  figure: { body: number },
  edits: { body: `${count}(?:\\s*edits?)?` },
  digits: { body: `([-+]?\\d{1,2})(?:\\s*digits?)?` },
  buckets: { body: `${count}(?:\\s*(?:buckets?|b))?` },
  seconds: {
    body: `([-+]?\\d{1,9})\\s*(${Object.keys(secondsOf).join('|')})s?`,
    read: ([amount, title]) => new Big(bare(amount!)).times(secondsOf[title as keyof typeof secondsOf]),
  },
};

function bare(digits: string): string {
  return digits.replace(/^\+/, '');
}
