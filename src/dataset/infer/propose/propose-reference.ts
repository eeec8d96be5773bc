import type { Written } from '../../dataset-yaml.ts';
import { writtenShare } from '../../written-shares.ts';
import type { ReferenceFigures, TableFigures } from '../measure/figures.ts';
import { proposeChildren } from './propose-children.ts';
import { zipfExponent } from './zipf-exponent.ts';

/** How the rows of a table are shared out among those of another one. */
export interface ProposedReference {
  readonly figures: ReferenceFigures;
  /** `pick`, `children` and `nulls`, as a Dataset file has them. */
  readonly with: Readonly<Record<string, Written | undefined>>;
  readonly comments: readonly string[];
}

/**
 * The references of a table. One of them may say how many children each parent has, so that the table has as many rows
 * as come out: the one of the fewest children, where they tell most.
 */
export function proposeReferences(
  figures: TableFigures,
  index: number,
  isDropped: (place: number) => boolean,
): readonly ProposedReference[] {
  const sizing = sizingReference(figures, index, isDropped);
  return figures.references.flatMap((reference, place): readonly ProposedReference[] => {
    if (isDropped(place)) return [];
    const comments = reference.isDeclared ? [] : ['Found by name, and by its values, which the other table has all.'];
    // The first row of a table that refers to itself has no row before it anyway, and counts.
    const least = reference.parent === index ? 1 : 0;
    const nulls = reference.nulls <= least ? undefined : writtenShare(reference.nulls / figures.profile.rows, 6);
    if (reference.parent === index) return [{ figures: reference, with: { nulls }, comments }];
    if (reference === sizing) return [{ figures: reference, with: { children: proposeChildren(reference) }, comments }];
    return [{ figures: reference, with: { pick: pickOf(reference, figures), nulls }, comments }];
  });
}

/** Undefined where every reference may be null, is of the table itself, or has each parent once at most. */
function sizingReference(
  { references, profile }: TableFigures,
  index: number,
  isDropped: (place: number) => boolean,
): ReferenceFigures | undefined {
  const suitable = references.filter(
    (reference, place) =>
      !isDropped(place) &&
      reference.parent !== index &&
      reference.nulls === 0 &&
      reference.parents > 0 &&
      profile.rows > 0 &&
      mostChildren(reference) > 1 &&
      mostChildren(reference) <= 9999,
  );
  const [first] = suitable.toSorted((left, right) => right.parents - left.parents);
  return first !== undefined && profile.rows / first.parents <= mostMean ? first : undefined;
}

/** Above it the numbers of children are about alike, or follow a law of their own. */
const mostMean = 50;

function mostChildren({ sizes }: ReferenceFigures): number {
  return sizes.at(-1)?.children ?? 0;
}

function pickOf(reference: ReferenceFigures, { profile }: TableFigures): Written | undefined {
  if (mostChildren(reference) === 1 && profile.rows <= reference.parents) return 'once';
  const exponent = zipfExponent(reference);
  return exponent === undefined ? undefined : { zipf: exponent };
}
