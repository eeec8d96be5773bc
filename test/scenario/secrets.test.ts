import fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FaultlineError } from '../../src/model/errors.ts';
import { redactor } from '../../src/scenario/redact.ts';
import { resolveSecrets } from '../../src/scenario/secrets.ts';
import { describe } from './problems.ts';
import { folderOf } from './project.ts';

async function refusal(text: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const error: unknown = await resolveSecrets(text, env).catch((thrown: unknown) => thrown);
  return error instanceof FaultlineError ? describe(error) : expect.fail('nothing was refused');
}

test('a text without references is what it is', async () => {
  expect(await resolveSecrets('duckdb:shop.duckdb', {})).toEqual({ value: 'duckdb:shop.duckdb', secrets: [] });
});

test('a password from the environment works whatever characters it has', async () => {
  const { value, secrets } = await resolveSecrets('postgres://faultline:${env:PW}@db:5432/shop', {
    PW: 'p@ss/word?#%:',
  });
  expect(decodeURIComponent(new URL(value).password)).toBe('p@ss/word?#%:');
  expect(new URL(value).host).toBe('db:5432');
  expect(secrets).toEqual(['p@ss/word?#%:']);
});

test('any password comes back out of the URL', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), async (password) => {
      const url = 'postgres://${env:USER}:${env:PW}@db/shop?sslpassword=${env:PW}';
      const parsed = new URL((await resolveSecrets(url, { USER: password, PW: password })).value);
      expect(decodeURIComponent(parsed.username)).toBe(password);
      expect(decodeURIComponent(parsed.password)).toBe(password);
      expect(parsed.searchParams.get('sslpassword')).toBe(password);
      expect(parsed.host).toBe('db');
    }),
    { numRuns: 200 },
  );
});

test('a host, a path or a whole URL is used as it is, and the password inside of it is a secret of its own', async () => {
  expect((await resolveSecrets('duckdb:${env:FOLDER}/shop.duckdb', { FOLDER: '/var/data sets' })).value).toBe(
    'duckdb:/var/data sets/shop.duckdb',
  );
  expect((await resolveSecrets('postgres://u@${env:HOST}/shop', { HOST: 'db:5432' })).value).toBe(
    'postgres://u@db:5432/shop',
  );
  const url = 'postgres://u:p%40ss@db/shop';
  expect(await resolveSecrets('${env:SHOP_URL}', { SHOP_URL: url })).toEqual({
    value: url,
    secrets: [url, 'p%40ss', 'p@ss'],
  });
});

test('a secret from a file loses one newline at its end', async () => {
  const folder = await folderOf({ unix: 'hunter2\n', windows: 'hunter2\r\n', none: 'hunter2', two: 'hunter2\n\n' });
  const read = async (name: string) => (await resolveSecrets(`\${file:${join(folder, name)}}`, {})).value;
  expect([await read('unix'), await read('windows'), await read('none'), await read('two')]).toEqual([
    'hunter2',
    'hunter2',
    'hunter2',
    'hunter2\n',
  ]);
});

test('what cannot be resolved is named, and no value is', async () => {
  const folder = await folderOf({ empty: '\n', long: 'x'.repeat(100_000) });
  expect(await refusal('${env:SHOP_PASSWORD}')).toBe(
    'UNRESOLVED_SECRET the environment variable SHOP_PASSWORD is not set. Set SHOP_PASSWORD where faultline runs.',
  );
  expect(await refusal('${env:SHOP_PASSWORD}', { SHOP_PASSWORD: '' })).toMatch(/SHOP_PASSWORD is empty/);
  expect(await refusal('${file:/run/secrets/not-there}')).toBe(
    'UNRESOLVED_SECRET the secret file /run/secrets/not-there is not there. Check its path and permissions.',
  );
  expect(await refusal(`\${file:${folder}}`)).toMatch(/is not a file/);
  expect(await refusal(`\${file:${folder}/empty}`)).toMatch(/is empty/);
  expect(await refusal(`\${file:${folder}/long}`)).toMatch(/is longer than 64 KB/);
  expect(await refusal('${env:USER}${env:PW}', { USER: 'hunter2' })).not.toContain('hunter2');
});

test.each([
  [
    '${aws-sm:shop#password}',
    'INVALID_VALUE there is no source of secrets "aws-sm". Known sources: ${env:NAME}, ${file:/path}.',
  ],
  ['${SHOP_URL}', 'INVALID_VALUE ${SHOP_URL} names no source. Write ${env:SHOP_URL} or ${file:/path}.'],
  ['${env:}', 'INVALID_VALUE ${env:} names no variable. Write ${env:NAME}.'],
  ['${file:secret.txt}', 'INVALID_VALUE ${file:secret.txt} is not an absolute path. Write ${file:/run/secrets/name}.'],
])('%s is no reference', async (text, expected) => {
  expect(await refusal(text)).toBe(expected);
});

test('secrets are replaced in all their spellings', () => {
  const redact = redactor(['p@ss"word', 'p@ss', 'ab']);
  expect(redact('p@ss"word p%40ss%22word p%40ss ab')).toBe('*** *** *** ab');
  expect(redact(JSON.stringify({ password: 'p@ss"word' }))).toBe('{"password":"***"}');
  expect(redactor([])('hunter2')).toBe('hunter2');
});

test('no secret of three characters or more is left in any text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 3, unit: 'binary' })), fc.array(fc.string()), (secrets, words) => {
      const redact = redactor(secrets);
      const text = redact(words.flatMap((word, index) => [word, secrets[index] ?? '']).join(' '));
      // What is put in their place may itself look like one.
      return secrets.every((secret) => /^\**$/.test(secret) || secret.includes('*') || !text.includes(secret));
    }),
  );
});
