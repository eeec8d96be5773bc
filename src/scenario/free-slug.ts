const longest = 63;

/**
 * A name of small letters, digits and - made of words, and not taken yet: `total`, else `total-2`, `total-3`, …
 * @param words whatever they hold @param fallback where they hold no letter or digit of ASCII
 */
export function freeSlug(words: readonly string[], taken: readonly string[], fallback: string): string {
  const letters =
    words
      .join('-')
      .toLowerCase()
      .match(/[a-z0-9]+/gu) ?? [];
  const wanted = trimmed(letters.join('-'), longest) || fallback;
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const slug = `${trimmed(wanted, longest - suffix.length)}${suffix}`;
    if (!taken.includes(slug)) return slug;
  }
}

function trimmed(text: string, length: number): string {
  return text.slice(0, length).replace(/-+$/u, '');
}
