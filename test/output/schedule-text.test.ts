import { describe, expect, test } from 'vitest';
import type { Action, Plan } from '../../src/model/plan.ts';
import { formatSlot, formatSlots } from '../../src/output/format-slot.ts';
import { planText } from '../../src/output/plan-text.ts';

const now = '2026-11-20T09:00:00.000000Z';
const schedule = {
  cron: '0 6,18 * * *',
  timezone: 'Europe/Berlin',
  next: ['2026-11-20T17:00:00.000000Z', '2026-11-21T05:00:00.000000Z', '2026-11-21T17:00:00.000000Z'],
};
const waiting: Action = {
  action: 'wait',
  scenario: 'crm-sync',
  path: 'scenarios/crm.yaml',
  reason: 'no slot is due',
  schedule,
};
const injected: Action = {
  action: 'inject',
  scenario: 'late-orders',
  path: 'scenarios/late.yaml',
  reason: 'slot of Fri 20 Nov 06:00',
  fingerprint: '',
  slot: '2026-11-20T05:00:00.000000Z',
  expiresAt: '2026-11-20T11:00:00.000000Z',
  schedule,
  steps: [],
};
const plan: Plan = {
  formatVersion: 1,
  faultline: '0.1.0',
  project: 'acme-dq',
  origin: { repository: 'example.com/acme/dq', ref: 'main', commit: '', directory: '.' },
  now,
  targets: [
    {
      target: 'shop',
      environment: 'staging',
      server: { product: 'PostgreSQL', version: '16.4', database: 'shop' },
      actions: [waiting, injected],
      warnings: [],
    },
  ],
  failures: [{ target: 'store', problems: [{ code: 'CONNECTION_FAILED', message: 'nobody listens' }] }],
  digest: '',
};

describe('slots', () => {
  test('are told by the clock of their time zone, each day once', () => {
    expect(formatSlots(schedule.next, schedule.timezone, now)).toBe(
      'Fri 20 Nov 18:00, Sat 21 Nov 06:00, 18:00 (Europe/Berlin)',
    );
  });

  test('of another year are told with it, the year being that of the zone', () => {
    expect(formatSlot('2026-12-31T23:30:00.000000Z', 'Europe/Berlin', now)).toBe('Fri 1 Jan 2027 00:30');
    expect(formatSlot('2026-12-31T23:30:00.000000Z', 'UTC', now)).toBe('Thu 31 Dec 23:30');
  });
});

test('a plan tells what is due, until when, what comes next, and which targets are not in it', () => {
  expect(planText(plan, { colour: false, width: 100, showValues: false, isProduction: false })).toBe(
    [
      'acme-dq → shop (staging, PostgreSQL 16.4, db shop)   now = Fri 2026-11-20 09:00 UTC',
      '',
      'WAIT    crm-sync      no slot is due',
      '    next     Fri 20 Nov 18:00, Sat 21 Nov 06:00, 18:00 (Europe/Berlin)',
      'INJECT  late-orders   scenarios/late.yaml   slot of Fri 20 Nov 06:00   until Fri 20 Nov 12:00',
      '    next     Fri 20 Nov 18:00, Sat 21 Nov 06:00, 18:00 (Europe/Berlin)',
      '',
      'Plan: 1 inject, 1 waiting.',
      'Reversible: yes.  Undo: faultline rollback late-orders',
      '1 target failed: store.',
      '',
    ].join('\n'),
  );
});
