import { expect, it } from 'vitest';
import { checkHttp } from '../../../src/dataset/http/check-http.ts';
import { httpParameters } from '../../../src/dataset/http/http-parameters.ts';
import { httpSettings } from '../../../src/dataset/http/http-settings.ts';
import { rootField } from '../../../src/scenario/field.ts';
import { toError, type Problem } from '../../../src/scenario/problem.ts';
import { checkSchema } from '../../../src/scenario/schema-check.ts';
import { readYaml } from '../../../src/scenario/yaml-file.ts';
import { parametersOf } from './sending-to.ts';

const url = 'https://api.example.com/v1/orders';

function problemsOf(text: string): readonly string[] {
  const file = readYaml(text, 'shop.yaml');
  const problems: Problem[] = [];
  checkHttp(rootField(file, (problem) => problems.push(problem)));
  return problems.map((problem) => String(toError(problem, file)));
}

it('has a default for everything but the url', () => {
  expect(parametersOf({ url })).toEqual({
    url,
    method: 'POST',
    headers: {},
    body: 'json',
    batch: 1000,
    concurrency: 4,
    retries: 5,
    timeout: '30 seconds',
    expectStatus: { good: '2xx', bad: '4xx' },
    badRows: 'mixed',
    compress: 'none',
  });
  expect(httpSettings(parametersOf({ url }))).toMatchObject({ timeout: 30_000, rate: undefined, isCompressed: false });
});

it('keeps the other default where one kind of status is given', () => {
  expect(parametersOf({ url, expectStatus: { bad: [400, '422'] } }).expectStatus).toEqual({
    good: '2xx',
    bad: [400, '422'],
  });
});

it.each([
  { rate: 20_000 },
  { rate: '20000' },
  { timeout: 30 },
  { timeout: '3 buckets' },
  { timeout: '0 s' },
  { expectStatus: { good: 99 } },
  { expectStatus: { good: '1xx' } },
  { expectStatus: { good: [] } },
  { batch: 0 },
  { concurrency: 0 },
  { retries: -1 },
  { method: 'GET' },
  { compress: 'zip' },
  { header: {} },
])('refuses %j by the schema', (wrong) => {
  expect(checkSchema(httpParameters, { url, ...wrong }, [])).toHaveLength(1);
});

it('tells all that is wrong at once, each at its place', () => {
  expect(
    problemsOf(
      [
        'url: ftp://files.example.com',
        'headers:',
        '  Authorization: Bearer abcdef',
        '  idempotency-key: mine',
        '  X-Shop: "a\\nb"',
        '  x-shop: b',
        'body: "[{{row}}]"',
        'rate: 0 rows/s',
      ].join('\n'),
    ),
  ).toMatchInlineSnapshot(`
    [
      "INVALID_VALUE: url begins with ftp: (shop.yaml:1:6). Write one such as https://api.example.com/v1/{{table}}; {{table}} is the name of the table.",
      "INVALID_VALUE: 0 rows/s is no rate of rows (shop.yaml:8:7). Write a number of rows above 0 and a unit: 20000 rows/s, 90 rows/min or 1000 rows/h.",
      "LITERAL_SECRET: header Authorization holds a secret (shop.yaml:3:18). Write \${env:NAME} or \${file:/path} in its place.",
      "INVALID_VALUE: header idempotency-key cannot be set (shop.yaml:4:20). It is made for each batch.",
      "INVALID_VALUE: header "X-Shop" cannot be sent (shop.yaml:5:11). Names have letters, digits and -; values have no line breaks and no characters beyond Latin-1.",
      "INVALID_VALUE: header x-shop is there twice (shop.yaml:6:11). Keep one of them.",
      "INVALID_VALUE: there is no placeholder {{row}} outside {{#rows}} (shop.yaml:7:7). Placeholders: {{rows}}, {{count}}, {{batch}}, {{table}}, {{from}}, {{to}}, {{key}}, and {{#rows}}…{{row}}…{{/rows}} for a text for each row.",
    ]
  `);
});

it('finds nothing wrong with references to secrets, wherever they stand', () => {
  expect(
    problemsOf(
      [
        'url: "${env:API_URL}"',
        'headers:',
        '  Authorization: "Bearer ${env:TOKEN}"',
        '  X-Api-Key: "${file:/run/key}"',
      ].join('\n'),
    ),
  ).toEqual([]);
});

it('sees passwords that stand in the url', () => {
  expect(problemsOf('url: https://shop:hunter2@api.example.com/')).toEqual([
    'LITERAL_SECRET: url holds a password (shop.yaml:1:6). Write ${env:NAME} or ${file:/path} in its place.',
  ]);
});

it('sends user and password of a url as a header, and shows neither them nor parameters', () => {
  const settings = httpSettings(
    parametersOf({ url: 'https://shop:a%40b@api.example.com:8443/v1/{{table}}?token=xyz#top' }),
  );
  expect(settings.headers['authorization']).toBe(`Basic ${Buffer.from('shop:a@b').toString('base64')}`);
  expect(settings.url.of('order lines').href).toBe('https://api.example.com:8443/v1/order%20lines?token=xyz');
  expect(settings.url.shown('orders')).toBe('https://api.example.com:8443/v1/orders?…');
});

it.each(['no url', 'file:///etc/passwd', 'https://api.example.com/{{rows}}'])('refuses the url %s', (text) => {
  expect(() => httpSettings(parametersOf({ url: text }))).toThrow(/url/);
});

it('lets a header of the user come before its own', () => {
  const { headers } = httpSettings(
    parametersOf({ url, headers: { 'Content-Type': 'application/vnd.shop+json', 'X-Try': 1 } }),
  );
  expect(headers).toMatchObject({ 'content-type': 'application/vnd.shop+json', 'x-try': '1' });
});

it('never names the value of a header that cannot be sent', () => {
  let message = '';
  try {
    httpSettings(parametersOf({ url, headers: { Authorization: 'Bearer hunter2\n' } }));
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain('header "Authorization" cannot be sent');
  expect(message).not.toContain('hunter2');
});
