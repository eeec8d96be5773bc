import { Type } from '@sinclair/typebox';
import type { Limits } from '../model/scenario.ts';
import { shown, type Field } from './field.ts';

const percent = /^\s*(100(?:\.0+)?|\d{1,2}(?:\.\d+)?)\s*%\s*$/;

/** Members of `limits`, in a scenario and in a target. */
export const limitProperties = {
  rows: Type.Optional(Type.Integer({ minimum: 1, description: 'Most rows that one run may touch.' })),
  fraction: Type.Optional(
    Type.String({
      title: 'a share such as 20%',
      pattern: percent.source,
      description: "Highest share of a table's rows that one run may touch.",
    }),
  ),
};

/** Reads `limits`; a limit that is absent or wrong is undefined. */
export function readLimits(field: Field): Limits {
  const rows = field.at('rows').value;
  const fraction = readFraction(field.at('fraction'));
  return { ...(typeof rows === 'number' && { rows }), ...(fraction !== undefined && { fraction }) };
}

function readFraction(field: Field): number | undefined {
  if (field.value === undefined) return undefined;
  const share = typeof field.value === 'string' ? percent.exec(field.value)?.[1] : undefined;
  if (share !== undefined) return Number(share) / 100;
  return field.refuse(
    `${field.name} ${field.numberText ?? shown(field.value)} is not a share of 0% to 100%`,
    'Write a percentage such as 20%.',
  );
}
