import Big from 'big.js';
import { Type, type TSchema } from '@sinclair/typebox';
import type { Anomaly } from '../model/anomaly.ts';
import type { Amplitude, AmplitudeUnit } from '../model/scenario.ts';
import { shown, type Field } from './field.ts';

type AmplitudeRule = NonNullable<Anomaly['amplitude']>;

/** Schema of an amplitude in the anomaly's unit. */
export function amplitudeSchema(rule: AmplitudeRule): TSchema {
  const { body, example } = units[rule.unit];
  return Type.Unsafe<string | number>({
    title: `an amplitude such as ${example(rule.default)}`,
    description: `${rule.meaning} From ${rule.min} to ${rule.max}; default ${example(rule.default)}.`,
    default: example(rule.default),
    anyOf: [
      {
        type: 'number',
        minimum: Number(rule.min),
        maximum: Number(rule.max),
      },
      { type: 'string', pattern: `^\\s*(?:${body})\\s*$` },
    ],
  });
}

/** Reads a number or a text with the anomaly's unit: `8`, `8 sd`, `x3`, `-40 %`, `2 edits`, `3 buckets`. */
export function readAmplitude(field: Field, rule: AmplitudeRule): Amplitude | undefined {
  const { body, example } = units[rule.unit];
  const text = typeof field.value === 'number' ? (field.numberText ?? String(field.value)) : field.value;
  const match = typeof text === 'string' ? new RegExp(`^(?:${body})$`).exec(text.trim()) : null;
  const digits = match?.slice(1).find((group) => group !== undefined);
  if (digits === undefined) {
    const written = field.numberText ?? shown(field.value);
    return field.refuse(
      `${field.name} ${written} is not in the unit of this anomaly`,
      `Write it like ${example(rule.default)}.`,
    );
  }
  const value = new Big(digits.replace(/^\+/, ''));
  if (value.lt(rule.min) || value.gt(rule.max)) {
    return field.refuse(
      `${field.name} ${example(value.toFixed())} is outside of what this anomaly takes`,
      `Write ${example(rule.min)} to ${example(rule.max)}.`,
    );
  }
  return { value: value.toFixed(), unit: rule.unit };
}

interface UnitSpelling {
  /** Regular expression of the whole text; its first filled group is the number. */
  readonly body: string;
  readonly example: (value: string) => string;
}

const number = '([-+]?\\d{1,15}(?:\\.\\d{1,15})?)';
const count = '\\+?(\\d{1,9})';

const units: Readonly<Record<AmplitudeUnit, UnitSpelling>> = {
  sd: { body: `${number}(?:\\s*(?:sd|σ))?`, example: (value) => `${value} sd` },
  times: { body: `${number}\\s*[x×]?|[x×]\\s*${number}`, example: (value) => `x${value}` },
  percent: { body: `${number}(?:\\s*%)?`, example: (value) => `${value}%` },
  edits: { body: `${count}(?:\\s*edits?)?`, example: (value) => `${value} ${value === '1' ? 'edit' : 'edits'}` },
  buckets: {
    body: `${count}(?:\\s*(?:buckets?|b))?`,
    example: (value) => `${value} ${value === '1' ? 'bucket' : 'buckets'}`,
  },
};
