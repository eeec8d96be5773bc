import { FaultlineError } from '../../model/errors.ts';
import type { Batch } from './batch.ts';

/** What a template is filled in with. */
export interface Filling {
  readonly batch: Omit<Batch, 'read'>;
  /** JSON objects, one a row. */
  readonly rows: readonly string[];
  /** Idempotency key of the batch. */
  readonly key: string;
}

/** A text with `{{…}}`, each a word of `words`. */
export interface BodyTemplate {
  render(filling: Filling): string;
}

type Fill = (filling: Filling, row: string) => string;

/** What each placeholder stands for. Texts are escaped as JSON texts are, without quotes around them. */
const words: Readonly<Record<string, Fill>> = {
  rows: ({ rows }) => `[${rows.join(',')}]`,
  count: ({ rows }) => String(rows.length),
  batch: ({ batch }) => String(batch.number),
  table: ({ batch }) => JSON.stringify(batch.table).slice(1, -1),
  from: ({ batch }) => String(batch.from),
  to: ({ batch }) => String(batch.to),
  key: ({ key }) => key,
};

/** Words within `{{#rows}}…{{/rows}}`. */
const wordsOfRow: Readonly<Record<string, Fill>> = { ...words, row: (_, row) => row };

const syntax = `Placeholders: ${Object.keys(words)
  .map((word) => `{{${word}}}`)
  .join(', ')}, and {{#rows}}…{{row}}…{{/rows}} for a text for each row.`;

/**
 * Reads a template. `{{rows}}` is a JSON array; what stands between `{{#rows}}` and `{{/rows}}` is repeated for each
 * row, with `{{row}}` for the row.
 * @throws INVALID_VALUE for an unknown placeholder, one that is not closed, and a template without rows
 */
export function parseTemplate(text: string): BodyTemplate {
  const [before = '', repeated, after = '', ...more] = text.split(/\{\{\s*[#/]\s*rows\s*\}\}/);
  const isSection = repeated !== undefined;
  const marks = [...text.matchAll(/\{\{\s*([#/])\s*rows\s*\}\}/g)].map(([, mark]) => mark).join('');
  if (more.length > 0 || (isSection && marks !== '#/'))
    throw refusal('{{#rows}} and {{/rows}} do not stand around one part of the text');
  const start = fills(before, words);
  const middle = fills(repeated ?? '', wordsOfRow);
  const end = fills(after, words);
  const hasRows = isSection ? /\{\{\s*row\s*\}\}/.test(repeated) : /\{\{\s*rows\s*\}\}/.test(text);
  if (!hasRows)
    throw refusal(isSection ? 'there is no {{row}} in {{#rows}}' : 'the template has no place for the rows');
  const renderPart = (part: readonly Fill[], filling: Filling, row: string) =>
    part.map((fill) => fill(filling, row)).join('');
  return {
    render: (filling) =>
      [
        renderPart(start, filling, ''),
        ...(isSection ? filling.rows.map((row) => renderPart(middle, filling, row)) : []),
        renderPart(end, filling, ''),
      ].join(''),
  };
}

function fills(text: string, known: Readonly<Record<string, Fill>>): readonly Fill[] {
  return text.split(/(\{\{[^{}]*\}\})/).map((piece) => {
    const word = /^\{\{\s*([^{}]*?)\s*\}\}$/.exec(piece)?.[1];
    if (word === undefined) return literal(piece);
    const fill = Object.hasOwn(known, word) ? known[word] : undefined;
    if (fill === undefined)
      throw refusal(`there is no placeholder {{${word}}}${word === 'row' ? ' outside {{#rows}}' : ''}`);
    return fill;
  });
}

function literal(piece: string): Fill {
  if (piece.includes('{{')) throw refusal('a {{ of the template is not closed');
  return () => piece;
}

function refusal(message: string): FaultlineError {
  return new FaultlineError('INVALID_VALUE', message, { hint: syntax });
}
