import { list, oneOf, row, text, type Form } from '../form/form.ts';
import { definedTexts } from './defined-texts.ts';
import type { Locale } from './locale.ts';

/** From so many to so many, both included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Pieces that a table of pieces holds: put together they make millions of texts. */
const piecesOfTable = 1024;

/** Words of a piece at the most, where there are pieces enough. */
const wordsOfPiece = 4;

/** Random words in a row, without meaning: `lorem` of the locale. */
export function words(locale: Locale, range: Range): Form {
  const { separator } = writingOf(locale);
  const pieces = split(range).map((piece, place) => list(piecesOf(locale, piece, place)));
  return row(pieces.flatMap((piece, place) => (place === 0 ? [piece] : [text(separator), piece])));
}

/** A sentence of so many words, from a capital letter to its full stop. */
export function sentence(locale: Locale, range: Range): Form {
  const { separator, stop } = writingOf(locale);
  const pieces = split(range).map((piece, place) => {
    const made = piecesOf(locale, piece, place);
    return list(place === 0 ? made.map((each) => capitalized(each, locale)) : made);
  });
  return row([...pieces.flatMap((piece, place) => (place === 0 ? [piece] : [text(separator), piece])), text(stop)]);
}

/** From so many to so many sentences, each looked up as a whole. */
export function paragraph(locale: Locale, { min, max }: Range): Form {
  const { separator, stop } = writingOf(locale);
  const whole = list(piecesOf(locale, { min: 4, max: 12 }, 0).map((each) => `${capitalized(each, locale)}${stop}`));
  return oneOf(counts({ min, max }).map((count) => repeated(whole, separator, count)));
}

/** From so many to so many paragraphs of 3 to 6 sentences. */
export function paragraphs(locale: Locale, range: Range): Form {
  const single = paragraph(locale, { min: 3, max: 6 });
  return oneOf(counts(range).map((count) => repeated(single, '\n\n', count)));
}

function counts({ min, max }: Range): readonly number[] {
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

function repeated(form: Form, separator: string, count: number): Form {
  return row(Array.from({ length: count }, (_, place) => (place === 0 ? [form] : [text(separator), form])).flat());
}

/** How words and sentences follow on each other. */
interface Writing {
  readonly separator: string;
  readonly stop: string;
}

/** Japanese and Chinese have no spaces between words. */
function writingOf(locale: Locale): Writing {
  const hasSpaces = !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(
    loremOf(locale).slice(0, 20).join(''),
  );
  return hasSpaces ? { separator: ' ', stop: '.' } : { separator: '', stop: '。' };
}

/** Lengths of the pieces of which a text of so many words is put together; they add up to its range. */
function split({ min, max }: Range): readonly Range[] {
  const pieces = Math.max(1, Math.min(min, Math.ceil(max / wordsOfPiece)));
  const share = (total: number, place: number) => Math.floor(total / pieces) + (place < total % pieces ? 1 : 0);
  return Array.from({ length: pieces }, (_, place) => ({ min: share(min, place), max: share(max, place) }));
}

/** @param place tells tables of pieces of the same length apart */
function piecesOf(locale: Locale, { min, max }: Range, place: number): readonly string[] {
  const vocabulary = loremOf(locale);
  const { separator } = writingOf(locale);
  const draw = drawsFrom(place);
  return Array.from({ length: piecesOfTable }, () => {
    const count = min + draw(max - min + 1);
    return Array.from({ length: count }, () => vocabulary[draw(vocabulary.length)]!).join(separator);
  });
}

function loremOf(locale: Locale): readonly string[] {
  return definedTexts(locale, 'lorem.word').map((word) => word.trim());
}

function capitalized(words: string, { name }: Locale): string {
  const [first = ''] = words;
  return first.toLocaleUpperCase(name.replaceAll('_', '-').slice(0, 2)) + words.slice(first.length);
}

/** Numbers for tables that are the same in every data set: splitmix32, which needs no seed of the data set. */
function drawsFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x9e37_79b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0_aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a_2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}
