import type { Written } from '../../dataset-yaml.ts';
import { writtenShares } from '../../written-shares.ts';
import type { ReferenceFigures } from '../measure/figures.ts';

/** Numbers of children that are told one by one; above, neighbouring ones are put together. */
const mostSizes = 40;
/** Greatest difference of cumulative shares from those of a law that stands for them. */
const farthest = 0.02;

/** How many children parents have: a number, a law, or shares. Sizes of few parents are put together with those beside them. */
export function proposeChildren({ sizes, parents }: ReferenceFigures): Written {
  const withChildren = sizes.reduce((sum, each) => sum + each.parents, 0);
  const all = [{ children: 0, parents: Math.max(0, parents - withChildren) }, ...sizes].filter(
    (each) => each.parents > 0,
  );
  if (all.length === 1) return all[0]!.children;
  const children = all.reduce((sum, each) => sum + each.children * each.parents, 0);
  const mean = children / parents;
  const law = lawOf(all, parents, mean);
  if (law !== undefined) return law;
  const kept = smoothed(all);
  const shares = writtenShares(kept.map((each) => each.parents));
  return { shares: Object.fromEntries(kept.map((each, index) => [String(each.children), shares[index]!])) };
}

type Sizes = readonly { readonly children: number; readonly parents: number }[];

function lawOf(sizes: Sizes, parents: number, mean: number): Written | undefined {
  const [least, most] = [sizes[0]!.children, sizes.at(-1)!.children];
  const width = most - least + 1;
  if (difference(sizes, parents, (size) => (size < least || size > most ? 0 : 1 / width)) <= farthest)
    return { uniform: [least, most] };
  let factor = Math.exp(-mean);
  const poisson: number[] = [];
  for (let size = 0; size <= most; size += 1) {
    poisson.push(factor);
    factor *= mean / (size + 1);
  }
  const rounded = Number(mean.toPrecision(6));
  if (difference(sizes, parents, (size) => poisson[size] ?? 0) <= farthest) return { poisson: rounded };
  const stop = 1 / (1 + mean);
  if (difference(sizes, parents, (size) => stop * (1 - stop) ** size) <= farthest) return { geometric: rounded };
  return undefined;
}

/** The distance of Kolmogorov and Smirnov. */
function difference(sizes: Sizes, parents: number, share: (size: number) => number): number {
  const most = sizes.at(-1)!.children;
  const counts = new Map(sizes.map((each) => [each.children, each.parents]));
  let [own, other, far] = [0, 0, 0];
  for (let size = 0; size <= most; size += 1) {
    own += (counts.get(size) ?? 0) / parents;
    other += share(size);
    far = Math.max(far, Math.abs(own - other));
  }
  return far;
}

/** Of many sizes the neighbouring ones become one, their mean, so that a size of a single parent is told by nobody. */
function smoothed(sizes: Sizes): Sizes {
  if (sizes.length <= mostSizes) return sizes;
  const total = sizes.reduce((sum, each) => sum + each.parents, 0);
  const found: { children: number; parents: number }[] = [];
  let [children, parents] = [0, 0];
  for (const each of sizes) {
    children += each.children * each.parents;
    parents += each.parents;
    if (each.children > 0 && parents < total / mostSizes) continue;
    found.push({ children: Math.round(children / parents), parents });
    [children, parents] = [0, 0];
  }
  if (parents > 0) found.push({ children: Math.round(children / parents), parents });
  const merged = new Map<number, number>();
  for (const each of found) merged.set(each.children, (merged.get(each.children) ?? 0) + each.parents);
  return [...merged].map(([size, count]) => ({ children: size, parents: count }));
}
