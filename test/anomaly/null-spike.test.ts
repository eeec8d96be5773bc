import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import nullSpike from '../../src/anomaly/quality/null-spike.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { strike } from './strike.ts';

describe.each(testEngines)('null-spike on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test.each([
    ['varchar(40)', ['ada@example.org', '', null]],
    ['integer', ['7', '0', null]],
    ['timestamp', ['2024-02-29 12:00:00', '1970-01-01 00:00:00', null]],
    ['uuid', ['0193a1c2-d3e4-f506-1728-394a5b6c7d8e', '00000000-0000-0000-0000-000000000000', null]],
  ])('takes every value of a %s column away, and counts no NULL as a change', async (type, values) => {
    const { after } = await strike(connection, nullSpike, { type, values });
    expect(after).toEqual([null, null, undefined]);
  });
});
