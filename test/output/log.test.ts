import { describe, expect, test } from 'vitest';
import { FaultlineError } from '../../src/model/errors.ts';
import { type LogOptions, openLog } from '../../src/output/log.ts';

const redact = (text: string) => text.replaceAll('hunter2', '***');

async function logged(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const sink = { write: (line: string) => void lines.push(line) };
  const log = await openLog({ level: 'info', format: 'json', colour: false, redact, sink, ...options });
  return { log, lines };
}

describe('the log', () => {
  test('writes one JSON object a line, with the level by name and no name of the machine', async () => {
    const { log, lines } = await logged();
    log.info('step applied', { run: '01K9', scenario: 'crm', target: 'shop', step: 'emails', rows: 824, ms: 312 });
    log.debug('statement sent');
    expect(lines).toHaveLength(1);
    const { time, ...event } = JSON.parse(lines[0] ?? '');
    expect(event).toEqual({
      level: 'info',
      run: '01K9',
      scenario: 'crm',
      target: 'shop',
      step: 'emails',
      rows: 824,
      ms: 312,
      event: 'step applied',
    });
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  test('writes no secret, wherever it stands', async () => {
    const { log, lines } = await logged({ level: 'debug' });
    const cause = new Error('password hunter2 refused');
    const error = new FaultlineError('CONNECTION_FAILED', 'no entry for hunter2', { cause });
    log.error('hunter2 failed', { target: 'hunter2', detail: [{ hunter2: { deep: 'x hunter2 y' } }], error });
    expect(lines.join('')).not.toContain('hunter2');
    expect(JSON.parse(lines[0] ?? '').error).toMatchObject({
      code: 'CONNECTION_FAILED',
      cause: { message: 'password *** refused' },
    });
  });

  test('keeps stacks for those who debug', async () => {
    const { log, lines } = await logged();
    log.error('apply failed', { error: new FaultlineError('LOCKED', 'another apply is running') });
    expect(JSON.parse(lines[0] ?? '').error).toEqual({ code: 'LOCKED', message: 'another apply is running' });
  });

  test('reads as a sentence on a terminal', async () => {
    const { log, lines } = await logged({ format: 'pretty' });
    log.warn('step applied', { step: 'emails', rows: 824, detail: 'two words\u001B[2J' });
    expect(lines.join('')).toMatch(
      /^\[?\d\d:\d\d:\d\d\]? WARN: step applied step=emails rows=824 detail="two words\\\\?u001b\[2J"\n$/,
    );
  });
});
