const comma = 0x2c;
const quote = 0x22;
const newline = 0x0a;
const backslash = 0x5c;
const capitalN = 0x4e;

/** Most bytes that one byte of the CSV becomes: an empty field, which is NULL, becomes `\N` and what ends it. */
const growth = 3;

/** How `load data` reads what `infileLines` gives. */
export const infileFormat = `fields terminated by ',' optionally enclosed by '"' escaped by '\\\\' lines terminated by '\\n'`;

/**
 * The CSV of a source as `load data` reads it: NULL is `\N`, backslashes are doubled, and every value has quotes, since a
 * bare NULL would be one: https://dev.mysql.com/doc/refman/8.0/en/load-data.html (field and line handling).
 */
export async function* infileLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const state: Place = { where: 'before' };
  for await (const chunk of chunks) {
    const lines = rewritten(chunk, state);
    if (lines.length > 0) yield lines;
  }
}

interface Place {
  /** Before a field, in a bare one, between quotes, or behind a quote that may be the end or the first of two. */
  where: 'before' | 'bare' | 'quoted' | 'behind';
}

/** One pass over the bytes: those of UTF-8 that are none of the five are copied as they are. */
function rewritten(chunk: Uint8Array, state: Place): Uint8Array {
  const out = Buffer.allocUnsafe(chunk.length * growth);
  let at = 0;
  let { where } = state;
  for (const byte of chunk) {
    if (where === 'before' && (byte === comma || byte === newline)) {
      out[at++] = backslash;
      out[at++] = capitalN;
    } else if (where === 'before') {
      out[at++] = quote;
      where = byte === quote ? 'quoted' : 'bare';
      if (byte === quote) continue;
    } else if (where === 'quoted' || where === 'behind') {
      if (byte === quote) where = where === 'quoted' ? 'behind' : 'quoted';
      else if (where === 'behind') where = 'before';
    } else if (byte === comma || byte === newline) {
      out[at++] = quote;
      where = 'before';
    }
    if (byte === backslash) out[at++] = backslash;
    out[at++] = byte;
  }
  state.where = where;
  // A copy: rows that wait to be sent would keep the whole of it.
  return Uint8Array.prototype.slice.call(out, 0, at);
}
