import type { Fit, Trait } from '../../model/trait.ts';
import type { Traits } from '../profile/traits-of.ts';

/** The best of the traits that count, with what it says; undefined where there is none. */
export function degreeOf(fit: Fit, traits: Traits): { readonly fit: number; readonly because: string } | undefined {
  const found = [...traits].flatMap(([trait, because]) => {
    const degree = fit[trait satisfies Trait];
    return degree === undefined ? [] : [{ fit: degree, because }];
  });
  return found.toSorted((left, right) => right.fit - left.fit)[0];
}
