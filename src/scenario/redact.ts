/** Shorter ones would be found in half of all words. */
const shortest = 3;

/**
 * Replaces each secret by `***`, as it is, percent-encoded or escaped as in JSON. Secrets of fewer than three
 * characters are left alone.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const spellings = new Set(secrets.filter((secret) => secret.length >= shortest).flatMap(spellingsOf));
  if (spellings.size === 0) return (text) => text;
  // The longest first: a part of a secret must not be replaced inside of it.
  const longestFirst = [...spellings].toSorted((left, right) => right.length - left.length);
  const pattern = new RegExp(
    longestFirst.map((spelling) => spelling.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'),
    'g',
  );
  return (text) => text.replace(pattern, '***');
}

function spellingsOf(secret: string): readonly string[] {
  // By way of bytes, because encoding refuses half of a surrogate pair.
  const encoded = encodeURIComponent(Buffer.from(secret).toString());
  const lowerCase = encoded.replace(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase());
  const strict = encoded.replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return [secret, encoded, lowerCase, strict, JSON.stringify(secret).slice(1, -1)];
}
