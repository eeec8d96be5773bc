import { expect } from 'vitest';
import type { Batch } from '../../../src/dataset/http/batch.ts';
import { httpParameters, type HttpParameters } from '../../../src/dataset/http/http-parameters.ts';
import { httpSettings } from '../../../src/dataset/http/http-settings.ts';
import { sendBatches, type Sending } from '../../../src/dataset/http/send-batches.ts';
import type { SendReport } from '../../../src/model/send-report.ts';
import { checkSchema, withDefaults } from '../../../src/scenario/schema-check.ts';
import { openIngestServer, type IngestServer, type Reaction, type Arrival } from './ingest-server.ts';
import { openJumpingClock, type JumpingClock } from './jumping-clock.ts';
import { openLogLines, type LogLine } from './log-lines.ts';

/** Parameters as a file gives them, with the schema's defaults filled in. */
export function parametersOf(written: object): HttpParameters {
  expect(checkSchema(httpParameters, written, [])).toEqual([]);
  return withDefaults(httpParameters, written) as HttpParameters;
}

/** What came of sending batches to a server. */
export interface Outcome {
  readonly report: SendReport | undefined;
  readonly error: unknown;
  readonly server: Omit<IngestServer, 'close'>;
  readonly clock: JumpingClock;
  readonly lines: readonly LogLine[];
}

/** Sends batches to a server that is there for as long. */
export async function sendTo(
  react: (arrival: Arrival, index: number, clock: JumpingClock) => Reaction | Promise<Reaction>,
  batches: Iterable<Batch> | AsyncIterable<Batch>,
  written: object | ((url: string) => object) = {},
  sending: Partial<Sending> = {},
): Promise<Outcome> {
  const clock = openJumpingClock();
  const { log, lines } = openLogLines();
  const server = await openIngestServer((arrival, index) => react(arrival, index, clock));
  let report: SendReport | undefined;
  try {
    const parameters = parametersOf({
      url: `${server.url}/v1/{{table}}`,
      ...(typeof written === 'function' ? (written as (url: string) => object)(server.url) : written),
    });
    await sendBatches(httpSettings(parameters), batches, {
      identity: ['shop', '7'],
      signal: new AbortController().signal,
      log,
      secrets: [],
      clock,
      random: () => 0,
      env: {},
      onEnd: (ended) => {
        report = ended;
      },
      ...sending,
    });
    return { report, error: undefined, server, clock, lines };
  } catch (error) {
    return { report, error, server, clock, lines };
  } finally {
    await server.close();
  }
}
