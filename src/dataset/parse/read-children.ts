import { shown, type Field } from '../../scenario/field.ts';
import { poissonShares } from '../distribution/poisson-shares.ts';
import { readShare, wrongSum } from '../read-share.ts';

/** No parent has more children. */
const mostChildren = 10_000;

/** Shares that are smaller together are left out. */
const negligible = 1e-9;

/** Share of the parents that have 0, 1, 2 … children, of sum 1; undefined where it cannot be read. */
export function readChildren(field: Field): readonly number[] | undefined {
  const { value } = field;
  if (typeof value === 'number') return [...Array.from({ length: value }, () => 0), 1];
  if (typeof value !== 'object' || value === null) return undefined;
  const [[kind, parameter] = ['', undefined]] = Object.entries(value as Readonly<Record<string, unknown>>);
  if (kind === 'poisson' && typeof parameter === 'number') return poisson(field.at('poisson'), parameter);
  if (kind === 'geometric' && typeof parameter === 'number') return geometric(field.at('geometric'), parameter);
  if (kind === 'uniform' && Array.isArray(parameter))
    return uniform(field.at('uniform'), parameter as readonly number[]);
  if (kind === 'shares') return shares(field.at('shares'));
  return undefined;
}

function poisson(field: Field, mean: number): readonly number[] | undefined {
  const { first, shares: found } = poissonShares(mean, 0n, BigInt(4 * mostChildren));
  return withoutTail(field, [...Array.from({ length: Number(first) }, () => 0), ...found]);
}

function geometric(field: Field, mean: number): readonly number[] | undefined {
  const stop = 1 / (1 + mean);
  return withoutTail(
    field,
    Array.from({ length: mostChildren + 1 }, (_, size) => stop * (1 - stop) ** size),
  );
}

function withoutTail(field: Field, all: readonly number[]): readonly number[] | undefined {
  let sum = 0;
  const found: number[] = [];
  for (const share of all.slice(0, mostChildren + 1)) {
    found.push(share);
    sum += share;
    if (1 - sum <= negligible) return found.map((each) => each / sum);
  }
  return field.refuse(
    `of a mean of ${shown(field.value)}, parents would have more than ${mostChildren} children`,
    'Write a smaller mean, or shares.',
  );
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
