/** What texts of a pattern look like. */
export type Shape = Characters | Row | Choice | Repeat;

/** One of some characters, each once; one character is itself. */
export interface Characters {
  readonly kind: 'characters';
  readonly characters: readonly string[];
}

/** One shape after the other. */
interface Row {
  readonly kind: 'row';
  readonly parts: readonly Shape[];
}

/** One of several shapes, each as likely as any other. */
interface Choice {
  readonly kind: 'choice';
  readonly options: readonly Shape[];
}

/** A shape several times in a row, each number of times as likely as any other. */
export interface Repeat {
  readonly kind: 'repeat';
  readonly part: Shape;
  readonly least: number;
  readonly most: number;
}

/** Upper-case letters, lower-case letters and digits. */
export const upper = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
export const lower = [...'abcdefghijklmnopqrstuvwxyz'];
export const figures = [...'0123456789'];

export function characters(of: Iterable<string>): Characters {
  return { kind: 'characters', characters: [...new Set(of)] };
}

/** Characters of the longest text. */
export function longestOf(shape: Shape): number {
  switch (shape.kind) {
    case 'characters':
      return 1;
    case 'row':
      return shape.parts.reduce((sum, part) => sum + longestOf(part), 0);
    case 'choice':
      return Math.max(...shape.options.map(longestOf));
    case 'repeat':
      return shape.most * longestOf(shape.part);
  }
}

/** In how many ways texts can be made: more than there are texts where one can be made in two ways. */
export function waysOf(shape: Shape): bigint {
  switch (shape.kind) {
    case 'characters':
      return BigInt(shape.characters.length);
    case 'row':
      return shape.parts.reduce((product, part) => product * waysOf(part), 1n);
    case 'choice':
      return shape.options.reduce((sum, option) => sum + waysOf(option), 0n);
    case 'repeat': {
      const ways = waysOf(shape.part);
      let sum = 0n;
      for (let times = shape.least; times <= shape.most; times += 1) sum += ways ** BigInt(times);
      return sum;
    }
  }
}

/** Characters of all texts side by side: what a statement that makes them grows with. */
export function sizeOf(shape: Shape): number {
  switch (shape.kind) {
    case 'characters':
      return 1;
    case 'row':
      return shape.parts.reduce((sum, part) => sum + sizeOf(part), 0);
    case 'choice':
      return shape.options.reduce((sum, option) => sum + sizeOf(option), 1);
    case 'repeat':
      return shape.most * sizeOf(shape.part);
  }
}
