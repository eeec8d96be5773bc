import { Type, type Static } from '@sinclair/typebox';
import { choice, parameters } from '../../anomaly/parameters.ts';
import { ratePattern } from './rate.ts';
import { statusPattern } from './statuses.ts';

const status = {
  anyOf: [
    { type: 'integer', minimum: 200, maximum: 599, title: 'a status such as 201' },
    { type: 'string', pattern: statusPattern, title: 'a class such as 2xx' },
  ],
};

const statuses = (description: string, fallback: string) =>
  Type.Unsafe<string | number | readonly (string | number)[]>({
    description,
    default: fallback,
    anyOf: [...status.anyOf, { type: 'array', minItems: 1, items: status, title: 'a list such as [2xx, 409]' }],
  });

/** What a Dataset file says about an output to HTTP. */
export const httpParameters = parameters({
  url: Type.String({
    minLength: 1,
    description: 'Where rows are sent: http:// or https://. `{{table}}` is the name of the table.',
  }),
  method: choice(['POST', 'PUT', 'PATCH'], { default: 'POST', description: 'Method of the requests.' }),
  headers: Type.Record(
    Type.String(),
    Type.Unsafe<string | number | boolean>({ type: ['string', 'number', 'boolean'], title: 'a text' }),
    {
      default: {},
      description:
        'Headers of the requests, secrets as references: `Authorization: Bearer ${env:TOKEN}`. Each request also has an Idempotency-Key.',
    },
  ),
  body: Type.String({
    default: 'json',
    minLength: 1,
    description:
      '`json` is an array of rows, `jsonl` one row a line; else a template with `{{rows}}` or `{{#rows}}…{{row}}…{{/rows}}`, and `{{count}}`, `{{batch}}`, `{{table}}`, `{{from}}`, `{{to}}`, `{{key}}`.',
  }),
  batch: Type.Integer({ default: 1000, minimum: 1, maximum: 100_000, description: 'Rows of one request.' }),
  concurrency: Type.Integer({ default: 4, minimum: 1, maximum: 1000, description: 'Requests in flight at once.' }),
  rate: Type.Optional(
    Type.String({
      title: 'a rate such as 20000 rows/s',
      pattern: ratePattern,
      description:
        'Rows sent per s, min or h at most, those of further attempts as well: `20000 rows/s`. Default: as fast as it goes.',
    }),
  ),
  retries: Type.Integer({
    default: 5,
    minimum: 0,
    maximum: 100,
    description:
      'Further attempts after a connection that failed, a time-out, 408, 425, 429 or 5xx: after half a second, then twice as long each time, or when `Retry-After` says.',
  }),
  timeout: Type.String({
    default: '30 seconds',
    title: 'a duration such as 30 seconds or 2 minutes',
    pattern: '^\\s*[1-9]\\d{0,4}\\s*(s|sec|seconds?|min|minutes?|h|hours?)\\s*$',
    description: 'How long one attempt may take, up to the end of the answer.',
  }),
  expectStatus: Type.Object(
    {
      good: statuses('Statuses that are a success for good rows.', '2xx'),
      bad: statuses('Statuses that are a success for bad rows; 4xx does not stand for 408, 425 and 429.', '4xx'),
    },
    {
      additionalProperties: false,
      default: { good: '2xx', bad: '4xx' },
      description:
        'Statuses that are a success, as `2xx`, `201` or a list. Bad rows that are taken are counted as accepted though bad. Where good and bad rows are mixed, either may come.',
    },
  ),
  badRows: choice(['mixed', 'separate'], {
    default: 'mixed',
    description: 'Whether bad rows go among the good ones of a batch, or into batches of their own.',
  }),
  compress: choice(['none', 'gzip'], { default: 'none', description: 'Compression of the bodies.' }),
});
export type HttpParameters = Static<typeof httpParameters>;
