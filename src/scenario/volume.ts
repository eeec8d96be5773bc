import { Type, type TSchema } from '@sinclair/typebox';
import type { Volume } from '../model/scenario.ts';
import { membersOf, shown, type Field } from './field.ts';
import { tunedSchema } from './tuned.ts';

/**
 * Schema of a volume.
 * @param description what it means for the anomaly @param fallback its default
 * @param isTunable whether the plan may choose it
 */
export function volumeSchema(description: string, fallback: Volume, isTunable = false): TSchema {
  return Type.Unsafe<string | number | readonly unknown[]>({
    title: 'a share such as 5% or a number of rows',
    description,
    default: 'percent' in fallback ? `${fallback.percent}%` : fallback.rows,
    anyOf: [
      ...single,
      {
        type: 'array',
        items: { anyOf: single },
        minItems: 1,
        maxItems: mostOccurrences,
        title: 'a list of volumes',
        description: 'One volume for each occurrence; the last one stands for all further ones.',
      },
      ...(isTunable ? [tunedSchema] : []),
    ],
  });
}

/** As many as a step has occurrences at the most. */
const mostOccurrences = 1000;

const single = [
  {
    type: 'string',
    pattern: '^\\s*((100(\\.0+)?|\\d{1,2}(\\.\\d+)?)\\s*%|\\d{1,15}\\s*rows?)\\s*$',
  },
  { type: 'integer', minimum: 0 },
];

/** Reads a list of volumes, one for each occurrence; undefined where the value is no list. */
export function readVolumes(field: Field): readonly Volume[] | undefined {
  if (!Array.isArray(field.value)) return undefined;
  const volumes = membersOf(field, mostOccurrences).map(readVolume);
  return volumes.every((volume) => volume !== undefined) ? volumes : undefined;
}

/** Reads `5%`, `12.5 %`, `500 rows` or a whole number of rows. */
export function readVolume(field: Field): Volume | undefined {
  if (typeof field.value === 'number') return readNumber(field, field.numberText ?? String(field.value));
  if (typeof field.value !== 'string') return refuse(field);
  const text = field.value.trim();
  const share = /^(\d{1,15}(?:\.\d{1,15})?)\s*%$/.exec(text)?.[1];
  if (share !== undefined) return readShare(field, share);
  const rows = /^(\d{1,15})\s*rows?$/.exec(text)?.[1];
  return rows === undefined ? refuse(field) : { rows: Number(rows) };
}

/** A percentage as decimal text without needless zeros: equal volumes are spelled alike. */
function readShare(field: Field, share: string): Volume | undefined {
  if (Number(share) > 100)
    return field.refuse(`${field.name} ${shown(field.value)} is more than all rows`, 'Write at most 100%.');
  const [whole = '0', fraction = ''] = share.split('.');
  const digits = fraction.replace(/0+$/, '');
  return { percent: `${Number(whole)}${digits === '' ? '' : `.${digits}`}` };
}

function readNumber(field: Field, text: string): Volume | undefined {
  if (/^\d{1,15}$/.test(text)) return { rows: Number(text) };
  const percent = /^0?\.\d{1,4}$/.test(text) ? Number((Number(text) * 100).toFixed(4)) : undefined;
  if (percent === undefined) return refuse(field);
  return field.refuse(
    `${field.name} ${text} may mean a share or a number of rows`,
    `Write ${percent}% or ${Math.max(1, Math.round(percent))} ${Math.round(percent) > 1 ? 'rows' : 'row'}.`,
  );
}

function refuse(field: Field): undefined {
  return field.refuse(
    `${field.name} ${field.numberText ?? shown(field.value)} is neither a share nor a number of rows`,
    'Write a share such as 5% (0 to 100), or a number of rows such as 500 rows.',
  );
}
