import { Type } from '@sinclair/typebox';

/** Schema of a share: `60%` or 0.6. */
export const shareSchema = (description: string) =>
  Type.Unsafe<string | number>({
    title: 'a share such as 60%',
    description,
    anyOf: [
      { type: 'string', pattern: '^\\s*(100(\\.0+)?|\\d{1,2}(\\.\\d+)?)\\s*%\\s*$' },
      { type: 'number', minimum: 0, maximum: 1 },
    ],
  });

/** `60%` or 0.6. */
export function readShare(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 && value <= 1 ? value : undefined;
  const percent = typeof value === 'string' ? /^\s*(\d{1,3}(?:\.\d+)?)\s*%\s*$/.exec(value)?.[1] : undefined;
  return percent === undefined || Number(percent) > 100 ? undefined : Number(percent) / 100;
}

/** What a list of shares sums to where that is not 1 within 1e-9, as a percentage. */
export function wrongSum(shares: readonly number[]): string | undefined {
  const sum = shares.reduce((left, right) => left + right, 0);
  return Math.abs(sum - 1) <= 1e-9 ? undefined : `${Number((sum * 100).toPrecision(12))}%`;
}
