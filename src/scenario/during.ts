import { Type } from '@sinclair/typebox';
import type { During, Instant } from '../model/scenario.ts';
import { durationSchema, readDuration } from './duration-field.ts';
import { shown, type Field } from './field.ts';
import { instantPattern, parseInstant } from './instant.ts';

const column = Type.Optional(
  Type.String({ minLength: 1, description: 'The time column; default: the one that `inspect` names.' }),
);

const instant = (description: string) =>
  Type.String({
    title: 'a point in time such as latest - 7 days or 2026-11-20',
    description,
    pattern: `^\\s*${instantPattern}\\s*$`,
  });

/** Schema of the part of the data's time that a step looks at. */
export const duringSchema = Type.Unsafe<unknown>({
  description:
    "Which part of the data's time the step looks at. `all`; `last: 1 bucket`; or `from` (inclusive) and `to` (exclusive) as `latest - 7 days`, `first + 2 days`, `now`, `2026-11-20`. Where it is absent, the anomaly's own window.",
  anyOf: [
    { const: 'all', description: 'All rows, whatever their time.' },
    Type.Object(
      {
        last: durationSchema('This many completed buckets, or this stretch of time, up to the last completed bucket.'),
        column,
      },
      { additionalProperties: false, title: 'a mapping with last' },
    ),
    {
      ...Type.Object(
        {
          from: Type.Optional(instant('Start, inclusive.')),
          to: Type.Optional(instant('End, exclusive; `latest` itself is inside.')),
          column,
        },
        { additionalProperties: false, title: 'a mapping with from and to' },
      ),
      anyOf: [{ required: ['from'] }, { required: ['to'] }],
    },
  ],
});

const forms = 'Write all, {last: 1 bucket}, or {from: latest - 7 days, to: latest}.';

/** Reads `during` in any of its forms. */
export function readDuring(field: Field): During | undefined {
  const { value } = field;
  if (value === 'all') return 'all';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return field.refuse(`${field.name} ${shown(value)} is not a part of time`, forms);
  }
  const named = 'column' in value ? { column: String(value.column) } : {};
  if ('last' in value) {
    if ('from' in value || 'to' in value) return field.refuse(`${field.name} has last beside from or to`, forms);
    const last = readDuration(field.at('last'));
    return last && { ...named, last };
  }
  if (!('from' in value) && !('to' in value))
    return field.refuse(`${field.name} says neither last nor from nor to`, forms);
  const from = readInstant(field.at('from'));
  const to = readInstant(field.at('to'));
  if (from !== undefined && to !== undefined && isBackward(from, to)) {
    return field.refuse(`${field.name} ends before it starts`, 'Let from be before to.');
  }
  return { ...named, ...(from && { from }), ...(to && { to }) };
}

function readInstant(field: Field): Instant | undefined {
  if (field.value === undefined) return undefined;
  const read = typeof field.value === 'string' ? parseInstant(field.value) : undefined;
  if (read !== undefined) return read;
  return field.refuse(
    `${field.name} ${shown(field.value)} is not a point in time`,
    'Write latest - 7 days, first + 2 days, now, 2026-11-20 or 2026-11-20T09:00:00Z.',
  );
}

/** Only what the texts alone can tell: two absolute points. */
function isBackward(from: Instant, to: Instant): boolean {
  if (typeof from.anchor !== 'object' || typeof to.anchor !== 'object') return false;
  return from.offset === undefined && to.offset === undefined && from.anchor.iso >= to.anchor.iso;
}
