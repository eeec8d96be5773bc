/**
 * The characters of windows-1252 that ISO 8859-1 has control characters for, each pair at the same place of two texts.
 * The control characters of the five bytes that windows-1252 leaves open stay what they are, as in browsers:
 * https://encoding.spec.whatwg.org/#index-windows-1252
 */
const characters = '€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ';

const pairs = Array.from(characters, (character, index) => [String.fromCodePoint(0x80 + index), character] as const);
const differing = pairs.filter(([control, character]) => control !== character);

/** What a byte is in ISO 8859-1. */
export const controls = differing.map(([control]) => control).join('');

/** What the same byte is in windows-1252. */
export const printed = differing.map(([, character]) => character).join('');
