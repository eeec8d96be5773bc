import { distance } from 'fastest-levenshtein';

/** Longer words are compared with nothing: they are no slip of the fingers. */
const longestWord = 100;

/** Letters that a word has at least where it is taken for the beginning of another. */
const shortestStart = 3;

/**
 * The known word that was probably meant: one of which a third of the letters, at least two, differ at most, else the only
 * one that begins so; undefined where there is none.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  const slips = Math.max(2, Math.floor(word.length / 3));
  const words = [...known];
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of words) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase());
    if (far <= slips && far < candidate.length && far < (best?.distance ?? Infinity))
      best = { word: candidate, distance: far };
  }
  if (best !== undefined || word.length < shortestStart) return best?.word;
  const begun = words.filter((each) => each.toLowerCase().startsWith(word.toLowerCase()));
  return begun.length === 1 ? begun[0] : undefined;
}

/** `Did you mean "x"?`, or what there is to choose from: `Known anomalies: a, b.` @param kind plural of what the words are */
export function didYouMean(word: string, known: Iterable<string>, kind: string): string {
  const words = [...known];
  const near = nearest(word, words);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (words.length === 0) return `There are no ${kind}.`;
  return `Known ${kind}: ${words.join(', ')}.`;
}
