import { shown, type Field } from '../../scenario/field.ts';
import { readShare, wrongSum } from '../read-share.ts';

/** Parents with more children than this are not told apart from those with so many. */
const mostChildren = 10_000;

/** Shares that are smaller together are left out. */
const negligible = 1e-9;

/** Share of the parents that have 0, 1, 2 … children, of sum 1; undefined where it cannot be read. */
export function readChildren(field: Field): readonly number[] | undefined {
  const { value } = field;
  if (typeof value === 'number') return [...Array.from({ length: value }, () => 0), 1];
  if (typeof value !== 'object' || value === null) return undefined;
  const [[kind, parameter] = ['', undefined]] = Object.entries(value as Readonly<Record<string, unknown>>);
  if (kind === 'poisson' && typeof parameter === 'number') return poisson(parameter);
  if (kind === 'geometric' && typeof parameter === 'number') return geometric(parameter);
  if (kind === 'uniform' && Array.isArray(parameter))
    return uniform(field.at('uniform'), parameter as readonly number[]);
  if (kind === 'shares') return shares(field.at('shares'));
  return undefined;
}

function poisson(mean: number): readonly number[] {
  return untilNegligible((size, before) => (size === 0 ? Math.exp(-mean) : (before * mean) / size));
}

function geometric(mean: number): readonly number[] {
  const stop = 1 / (1 + mean);
  return untilNegligible((size, before) => (size === 0 ? stop : before * (1 - stop)));
}

function untilNegligible(share: (size: number, before: number) => number): readonly number[] {
  const found: number[] = [];
  let sum = 0;
  for (let size = 0; size <= mostChildren && 1 - sum > negligible; size += 1) {
    found.push(share(size, found.at(-1) ?? 0));
    sum += found.at(-1)!;
  }
  return found.map((each) => each / sum);
}

function uniform(field: Field, [least = 0, most = 0]: readonly number[]): readonly number[] | undefined {
  if (most < least) return field.refuse(`${field.name} ends below its start`, 'Write the fewest children first.');
  return Array.from({ length: most + 1 }, (_, size) => (size < least ? 0 : 1 / (most - least + 1)));
}

function shares(field: Field): readonly number[] | undefined {
  const entries = Object.entries((field.value ?? {}) as Readonly<Record<string, unknown>>);
  const found: number[] = [];
  for (const [key, value] of entries) {
    if (!/^\d{1,4}$/.test(key))
      return field.at(key).refuse(`${key} is not a number of children`, 'Write whole numbers from 0 to 9999.');
    const share = readShare(value);
    if (share === undefined)
      return field.at(key).refuse(`${shown(value)} is not a share`, 'Write a share such as 60%.');
    found[Number(key)] = share;
  }
  const filled = Array.from(found, (share) => share ?? 0);
  const sum = wrongSum(filled);
  if (sum !== undefined) return field.refuse(`the shares sum to ${sum}, not to 100%`, 'Change one of them.');
  return filled;
}
