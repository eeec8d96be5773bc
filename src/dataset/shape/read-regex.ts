import { characters, figures, lower, upper, type Shape } from './shape.ts';

/** What `*`, `+` and `{2,}` end at, where they have no end of their own. */
const mostRepeats = 8;

/** The characters that `.` and `[^…]` stand for: those of ASCII that can be seen, and the space. */
const visible = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index));

const word = [...upper, ...lower, ...figures, '_'];

const classes: Readonly<Record<string, readonly string[]>> = {
  d: figures,
  D: visible.filter((each) => !figures.includes(each)),
  w: word,
  W: visible.filter((each) => !word.includes(each)),
  s: [' '],
  S: visible.filter((each) => each !== ' '),
};

/** An expression that cannot be read. */
export class RegexError extends Error {}

/**
 * Reads a regular expression: characters, classes, groups, alternation and repetition. `*` and `+` repeat 8 times at
 * most; what looks around, refers back or names its groups is refused.
 * @throws RegexError with a sentence that says what cannot be read
 */
export function readRegex(expression: string): Shape {
  const reader = new Reader([...expression.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')]);
  const shape = reader.alternatives();
  if (!reader.isAtEnd()) throw new RegexError('a parenthesis closes that none opens');
  return shape;
}

class Reader {
  readonly #letters: readonly string[];
  #position = 0;

  constructor(letters: readonly string[]) {
    this.#letters = letters;
  }

  isAtEnd(): boolean {
    return this.#position >= this.#letters.length;
  }

  alternatives(): Shape {
    const options = [this.#row()];
    while (this.#takes('|')) options.push(this.#row());
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  #row(): Shape {
    const parts: Shape[] = [];
    while (!this.isAtEnd() && this.#next() !== '|' && this.#next() !== ')') parts.push(this.#repeated(this.#atom()));
    return parts.length === 1 ? parts[0]! : { kind: 'row', parts };
  }

  #atom(): Shape {
    const letter = this.#take();
    if (letter === '(') return this.#group();
    if (letter === '[') return this.#set();
    if (letter === '.') return characters(visible);
    if (letter === '\\') return characters(this.#escaped());
    if ('?*+{'.includes(letter)) throw new RegexError(`nothing stands before ${letter}`);
    if ('^$'.includes(letter))
      throw new RegexError(`${letter} stands in the middle: write \\${letter} for the character`);
    return characters([letter]);
  }

  #group(): Shape {
    if (this.#takes('?') && !this.#takes(':')) throw new RegexError('only groups such as (…) and (?:…) can be read');
    const shape = this.alternatives();
    if (!this.#takes(')')) throw new RegexError('a parenthesis is not closed');
    return shape;
  }

  #escaped(): readonly string[] {
    const letter = this.#take();
    const known = classes[letter];
    if (known !== undefined) return known;
    if (letter === 't') return ['\t'];
    if (letter === 'n') return ['\n'];
    if (/[\p{L}\p{N}]/u.test(letter)) throw new RegexError(`\\${letter} cannot be read`);
    return [letter];
  }

  #set(): Shape {
    const isInverted = this.#takes('^');
    const found = new Set<string>();
    for (let isFirst = true; isFirst || this.#next() !== ']'; isFirst = false)
      for (const each of this.#range()) found.add(each);
    this.#take();
    const letters = isInverted ? visible.filter((each) => !found.has(each)) : [...found];
    if (letters.length === 0) throw new RegexError('a class holds no characters');
    return characters(letters);
  }

  #range(): readonly string[] {
    const first = this.#take();
    const start = first === '\\' ? this.#escaped() : [first];
    if (start.length > 1 || this.#next() !== '-' || this.#letters[this.#position + 1] === ']') return start;
    this.#take();
    const last = this.#take();
    const [end = ''] = last === '\\' ? this.#escaped() : [last];
    const [from, to] = [start[0]!.codePointAt(0)!, end.codePointAt(0)!];
    if (to < from) throw new RegexError(`the range ${start[0]}-${end} ends before it starts`);
    return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
  }

  #repeated(part: Shape): Shape {
    const bounds = this.#bounds();
    if (bounds === undefined) return part;
    const [least, most] = bounds;
    if (most < least) throw new RegexError(`{${least},${most}} ends before it starts`);
    if ('?*+{'.includes(this.#next() ?? ' ')) throw new RegexError('a repetition is repeated: use parentheses');
    return least === 1 && most === 1 ? part : { kind: 'repeat', part, least, most };
  }

  #bounds(): readonly [number, number] | undefined {
    if (this.#takes('?')) return [0, 1];
    if (this.#takes('*')) return [0, mostRepeats];
    if (this.#takes('+')) return [1, mostRepeats];
    const [text, least, comma, most] =
      /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(this.#letters.slice(this.#position, this.#position + 11).join('')) ?? [];
    if (text === undefined) {
      if (this.#next() === '{') throw new RegexError('a brace that is no repetition: write \\{ for the character');
      return undefined;
    }
    this.#position += text.length;
    if (comma === '') return [Number(least), Number(least)];
    return [Number(least), most === '' ? Math.max(mostRepeats, Number(least)) : Number(most)];
  }

  #next(): string | undefined {
    return this.#letters[this.#position];
  }

  #take(): string {
    const letter = this.#next();
    if (letter === undefined) throw new RegexError('it ends in the middle of a class, a group or an escape');
    this.#position += 1;
    return letter;
  }

  #takes(wanted: string): boolean {
    if (this.#next() !== wanted) return false;
    this.#position += 1;
    return true;
  }
}
