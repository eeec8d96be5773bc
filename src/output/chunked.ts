const chunkLength = 64 * 1024;

/** The texts joined into pieces of about 64 kB, so that a writer has few calls and memory stays flat. */
export async function* chunked(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
