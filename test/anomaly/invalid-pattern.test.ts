import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import invalidPattern from '../../src/anomaly/quality/invalid-pattern.ts';
import { textPatterns, type TextPattern } from '../../src/anomaly/text-pattern.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { strike } from './strike.ts';

interface Sample {
  /** Texts that follow the pattern. */
  readonly valid: readonly string[];
  /** Texts that come near, and are left alone. */
  readonly others: readonly string[];
  /** What checks of the pattern in use look like, from strict to lenient: what any of them takes has not been broken. */
  readonly checks: readonly RegExp[];
}

const samples: Readonly<Record<TextPattern, Sample>> = {
  uuid: {
    valid: ['0193a1c2-d3e4-7506-8728-000000000001', 'FFFFFFFF-aaaa-BBBB-cccc-0123456789ab'],
    others: [
      '0193a1c2d3e475068728000000000001',
      'g193a1c2-d3e4-7506-8728-000000000001',
      '0193a1c2-d3e4-7506-8728-00000000001',
    ],
    checks: [
      /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i,
      /^[{(]?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}[)}]?$/i,
      /\b[0-9a-f]{8}-[0-9a-f-]{27}\b/i,
    ],
  },
  'e-mail': {
    valid: ['ada@example.org', "o'neill+news@mail.example.co.uk", 'jörg@müller.example', 'a@b.c'],
    others: ['ada.example.org', 'ada@localhost', '@example.org', 'ada @example.org', 'a@b@c.org'],
    checks: [
      /^[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}$/i,
      /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
      /^[^@]+@[^@]+$/,
      /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9-]+\.)+[a-z0-9]+$/i,
    ],
  },
  phone: {
    valid: ['555-123-4567', '(212) 555-0100', '+1 212 555 0100', '+12125550100', '212.555.0100', '2125550100'],
    others: ['555-0100', '123-45-6789', '1125550100', '555-123-45678'],
    checks: [/^\+?[\d\s()./-]{6,}$/, /^(\+\d{1,2}\s?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}$/, /^\+[1-9]\d{1,14}$/],
  },
  ssn: {
    valid: ['123-45-6789', '078-05-1120'],
    others: ['123456789', '123-45-678', '123-456-789'],
    checks: [
      /^\d{3}-\d{2}-\d{4}$/,
      /^(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/,
      /^\d{3}[- ]?\d{2}[- ]?\d{4}$/,
    ],
  },
  'permanent id': {
    valid: ['10.1000/182', '10.5555/12345678', '10.12345/a b(c)', '0000-0002-1825-0097', '0000-0001-5109-370X'],
    others: ['10.1000', '10.10/182', '0000-0002-1825-009', '10.1000/'],
    checks: [
      /^10\.\d{4,9}\/\S/i,
      /^10\.\d{4,9}\/[-._;()/: A-Z0-9]+$/i,
      /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/,
      /^(\d{4}-?){3}\d{3}[\dX]$/,
    ],
  },
  url: {
    valid: ['https://example.org', 'http://example.org:8080/a?b=c#d', 'https://a.b.example/path/'],
    others: ['example.org', 'ftp://example.org', 'see https://example.org'],
    checks: [/^https?:\/\/[^\s/$.?#][^\s]*$/i, /^[a-z][a-z0-9+.-]*:\/\/\S+$/i, /^(https?:\/\/)[\w.-]+(:\d+)?(\/.*)?/i],
  },
  ip: {
    valid: [
      '10.0.0.1',
      '192.168.100.254',
      '8.8.8.8',
      '999.1.2.3',
      '2001:db8::1',
      '::1',
      'fe80::',
      '2001:0DB8:0:0:8:800:200C:417A',
    ],
    others: [
      '10.0.0',
      '10.0.0.1.2',
      '10..0.1',
      '.1.2.3',
      '1.2.3.',
      '1000.1.1.1',
      'a.b.c.d',
      '1.2.3.4 ',
      '12:30:00',
      'aa:bb:cc:dd:ee:ff',
      '1::2::3',
      ':::',
      '::',
      '12345::1',
      '1:2:3:4:5:6:7:8:9',
    ],
    checks: [
      /^(\d{1,3}\.){3}\d{1,3}$/,
      /^((25[0-5]|(2[0-4]|1\d|[1-9]|)\d)(\.(?!$)|$)){4}$/,
      /^\d+\.\d+\.\d+\.\d+$/,
      /^[\da-f:]+$/i,
      /^([\da-f]{0,4}:){2,7}[\da-f]{0,4}$/i,
    ],
  },
};

describe.each(testEngines)('invalid-pattern on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test.each(textPatterns)(
    'breaks a text of the pattern %s so that no check takes it, in every way that it has',
    async (pattern) => {
      const { valid, others, checks } = samples[pattern];
      const often = Array.from({ length: 6 }, () => valid).flat();
      const values = [...often, ...others, '', null];
      const { after } = await strike(connection, invalidPattern, { type: 'varchar(80)', values, with: { pattern } });
      const broken = after.slice(0, often.length);
      for (const [index, text] of broken.entries()) {
        expect(typeof text).toBe('string');
        expect(
          checks.filter((check) => check.test(text!)).map((check) => `${text} of ${often[index]} by ${check.source}`),
        ).toEqual([]);
      }
      expect(after.slice(often.length)).toEqual([...others, '', null].map(() => undefined));
      for (const text of valid)
        expect(new Set(broken.filter((_, index) => often[index] === text)).size).toBeGreaterThan(1);
    },
  );

  test('finds out by itself what most texts are', async () => {
    for (const pattern of textPatterns) {
      const values = [...samples[pattern].valid, 'n/a', null];
      const found = await strike(connection, invalidPattern, { type: 'varchar(80)', values });
      const named = await strike(connection, invalidPattern, { type: 'varchar(80)', values, with: { pattern } });
      expect(found.after).toEqual(named.after);
      expect(found.after.filter((text) => text !== undefined)).toHaveLength(samples[pattern].valid.length);
    }
  });

  test('makes no text longer than its column', async () => {
    const values = Array.from({ length: 12 }, () => 'ada@example.org');
    const { after, column } = await strike(connection, invalidPattern, { type: 'varchar(15)', values });
    const outcomes = new Set(column.length === undefined ? ['adaexample.org', 'ada@@example.org'] : ['adaexample.org']);
    expect(new Set(after)).toEqual(outcomes);
  });

  test('refuses a column without such texts, and has nothing to do in an empty one', async () => {
    const names = strike(connection, invalidPattern, { type: 'varchar', values: ['Ada', 'Grace'] });
    await expect(names).rejects.toMatchObject({ code: 'UNSUITABLE_COLUMN' });
    const { after } = await strike(connection, invalidPattern, { type: 'varchar', values: [null] });
    expect(after).toEqual([undefined]);
  });
});
