import { concepts, retired, subjects } from './concepts.ts';

/**
 * The words of a name in lower case: `TotalDue`, `total_due` and `TOTAL-DUE` are total and due. Digits stand apart, and
 * so do capitals before a word (`PLZOrt` is plz and ort). Umlauts are written out.
 */
export function nameWords(name: string): readonly string[] {
  const spelled = name.replaceAll(/[äöüÄÖÜß]/g, (letter) => umlauts[letter] ?? letter);
  const parts = spelled.match(/[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|\p{L}+/gu) ?? [];
  return parts.flatMap((part) => split(part.toLowerCase()));
}

/** The words that a name without a break is made of, where all of it is known ones: `ordhdr` is ord and hdr. */
function split(word: string): readonly string[] {
  if (known.has(word)) return [word];
  return fragmentsOf(word) ?? [word];
}

function fragmentsOf(word: string): readonly string[] | undefined {
  if (word === '') return [];
  for (let length = word.length; length >= shortestFragment; length -= 1) {
    const first = word.slice(0, length);
    if (!known.has(first)) continue;
    const others = fragmentsOf(word.slice(length));
    if (others !== undefined) return [first, ...others];
  }
  return endings.has(word) ? [word] : undefined;
}

const shortestFragment = 3;
/** Shorter words that stand at the end of others. */
const endings = new Set(['dt', 'ts', 'tm', 'no', 'nr', 'id', 'cd', 'nm']);
const known: ReadonlySet<string> = new Set([
  ...retired,
  ...[...concepts, ...subjects].flatMap(({ words, better, worse }) => [...words, ...better, ...worse]),
]);

const umlauts: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
};

/** Letters from which on a word is looked for at the ends of others: German compounds, names in capitals without a break. */
const insideFrom = 4;
/** Letters that a word has to have beside an abbreviation at its end: `orddt` ends in dt. */
const besideAbbreviation = 3;

/** Whether a word is, or is made of, one of the vocabulary: the same, its plural, or a compound with it. */
export function speaksOf(word: string, vocabulary: readonly string[]): boolean {
  return vocabulary.some(
    (known) =>
      word === known ||
      word === `${known}s` ||
      (known.length >= insideFrom && (word.startsWith(known) || word.endsWith(known))) ||
      (known.length > 1 &&
        known.length < insideFrom &&
        abbreviations.has(known) &&
        word.length >= known.length + besideAbbreviation &&
        word.endsWith(known)),
  );
}

/** Abbreviations that are glued to the end of words, and end no word of their own. */
const abbreviations = new Set(['dt', 'dat', 'qty', 'btr', 'nr', 'cd', 'hdr', 'dtl']);
