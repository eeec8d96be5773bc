import { distance } from 'fastest-levenshtein';

/** Longer words are compared with nothing: they are no slip of the fingers. */
const longestWord = 100;

/** The known word that was probably meant; undefined where none is near (a third of the letters, at least two, may differ). */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  const slips = Math.max(2, Math.floor(word.length / 3));
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase());
    if (far <= slips && far < candidate.length && far < (best?.distance ?? Infinity))
      best = { word: candidate, distance: far };
  }
  return best?.word;
}

/** `Did you mean "x"?`, or what there is to choose from: `Known anomalies: a, b.` @param kind plural of what the words are */
export function didYouMean(word: string, known: Iterable<string>, kind: string): string {
  const words = [...known];
  const near = nearest(word, words);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (words.length === 0) return `There are no ${kind}.`;
  return `Known ${kind}: ${words.join(', ')}.`;
}
