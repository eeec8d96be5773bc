import { expect, it } from 'vitest';
import { sendTables, type Sent } from '../../../src/dataset/http/send-tables.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';
import { openIngestServer } from './ingest-server.ts';
import { openLogLines } from './log-lines.ts';
import { parametersOf } from './sending-to.ts';

const configuration = { seed: '7', now: '2026-11-21T00:00:00Z', faultline: '0.1.0' };

/** Sends sixty orders to a server that answers so. @returns what is kept, the last time, and how it ended */
async function send(
  written: object,
  { resumeFrom, status = 200, changed = {} }: { resumeFrom?: Sent; status?: number; changed?: object } = {},
) {
  const sources = await sourcesOf(datasetOf('orders: {rows: 60, columns: {id: {type: integer, ordered: true}}}'));
  const server = await openIngestServer((_, index) => (index < 2 ? 200 : status));
  let kept: Sent | undefined;
  try {
    const error: unknown = await sendTables({
      sources,
      parameters: parametersOf({ url: server.url, concurrency: 1, retries: 0, ...written }),
      configuration: { ...configuration, ...changed },
      workers: 1,
      resumeFrom,
      keep: (sent) => {
        kept = structuredClone(sent);
        return Promise.resolve();
      },
      observe: () => {},
      onEnd: () => {},
      signal: new AbortController().signal,
      log: openLogLines().log,
      secrets: [],
    }).catch((thrown: unknown) => thrown);
    return { kept, error, requests: server.arrivals.length };
  } finally {
    await server.close();
  }
}

it('goes on by batches of the same size only, with bad rows where they were', async () => {
  const { kept, error } = await send({ batch: 10 }, { status: 400 });
  expect(error).toMatchObject({ code: 'REQUEST_FAILED' });
  expect(kept?.tables).toEqual({ orders: { before: 2, beyond: [], rows: 20 } });
  for (const [written, difference] of [
    [{ batch: 20 }, 'output.http.batch: 10 → 20'],
    [{ batch: 10, badRows: 'separate' }, 'output.http.badRows: "mixed" → "separate"'],
  ] as const) {
    const refused = await send(written, { resumeFrom: kept! });
    expect(refused.error).toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(String(refused.error)).toContain(difference);
    expect(refused).toMatchObject({ kept: undefined, requests: 0 });
  }
  const whole = await send({ batch: 10, concurrency: 2, timeout: '1 min' }, { resumeFrom: kept! });
  expect(whole).toMatchObject({ error: undefined, requests: 4 });
  expect(whole.kept?.tables).toMatchObject({ orders: { rows: 60 } });
});

it('says what to go on with where only the day is another one', async () => {
  const { kept } = await send({ batch: 10 }, { status: 400 });
  const { error } = await send({ batch: 10 }, { resumeFrom: kept!, changed: { now: '2026-11-22T00:00:00Z' } });
  expect(error).toMatchObject({
    hint: 'Go on with the clock of then, --now 2026-11-21T00:00:00Z, or send everything anew with --force.',
  });
});
