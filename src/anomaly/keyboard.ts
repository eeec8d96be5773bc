/** A US keyboard, row by row, without and with the shift key; keys of one column lie roughly above each other. */
const layers = [
  ['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./'],
  ['!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"', 'ZXCVBNM<>?'],
];

/** Keys that a thumb hits instead of the space bar. */
const aboveSpaceBar = 'cvbn';

/** Accented letters of Latin-1 Supplement and Latin Extended-A lie between these code points. */
const accented = { first: 0xc0, last: 0x17f };

/** Places of each character in `neighbours`: 12 is divisible by every number of neighbours from 1 to 4, so none is likelier. */
export const places = 12;

const slips = [...layers.flatMap(keysOf), [' ', aboveSpaceBar] as const, ...accentedLetters()];

/** Every character that has a neighbour, each once. */
export const keys = slips.map(([key]) => key).join('');

/** For each character of `keys`, in order, `places` characters: those that a finger hits instead of it. */
export const neighbours = slips.map(([, near]) => near.repeat(places / near.length)).join('');

function keysOf(rows: readonly string[]): (readonly [string, string])[] {
  return rows.flatMap((row, line) =>
    Array.from(row).map((key, place) => {
      const around = [row[place - 1], row[place + 1], rows[line - 1]?.[place], rows[line + 1]?.[place]];
      return [key, around.filter((other) => other !== undefined && isOfSameSort(key, other)).join('')] as const;
    }),
  );
}

/** A letter slips to a letter and a digit to a digit; a sign slips to whatever lies beside it. */
function isOfSameSort(key: string, other: string): boolean {
  if (/[a-z]/i.test(key)) return /[a-z]/i.test(other);
  return !/\d/.test(key) || /\d/.test(other);
}

/** An accented letter loses its accent: that is how it is mistyped where the keyboard does not have it. */
function accentedLetters(): (readonly [string, string])[] {
  const { first, last } = accented;
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))
    .map((letter) => [letter, letter.normalize('NFD').charAt(0)] as const)
    .filter(([letter, plain]) => plain !== letter && /[a-z]/i.test(plain));
}
