import { distance } from 'fastest-levenshtein';

/** ` Did you mean "x"?` for the nearest known name, or nothing where none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  let best: { readonly name: string; readonly edits: number } | undefined;
  for (const candidate of known) {
    const edits = distance(name.toLowerCase(), candidate.toLowerCase());
    if (best === undefined || edits < best.edits) best = { name: candidate, edits };
  }
  return best !== undefined && best.edits <= Math.max(2, Math.floor(name.length / 3)) ? ` Did you mean "${best.name}"?` : '';
}
