import { describe, expect, it } from 'vitest';
import { refuseOtherConfiguration } from '../../src/dataset/refuse-other-configuration.ts';

const begun = { seed: '7', now: '2026-11-20T00:00:00Z', faultline: '0.1.0' };

function refusal(change: object): unknown {
  try {
    refuseOtherConfiguration(begun, { ...begun, ...change }, 'make all files anew');
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('going on with a run', () => {
  it('is allowed by the same configuration', () => {
    expect(refusal({})).toBeUndefined();
  });

  it('names the clock of then where only the day is another one', () => {
    expect(refusal({ now: '2026-11-21T00:00:00Z' })).toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: 'the run was begun with another configuration: now: "2026-11-20T00:00:00Z" → "2026-11-21T00:00:00Z"',
      hint: 'Go on with the clock of then, --now 2026-11-20T00:00:00Z, or make all files anew with --force.',
    });
  });

  it('names the version of then where only Faultline, or it and the day, are others', () => {
    expect(refusal({ faultline: '0.2.0' })).toMatchObject({
      message: 'the run was begun with another configuration: faultline: "0.1.0" → "0.2.0"',
      hint: 'Go on with Faultline 0.1.0, or make all files anew with --force.',
    });
    expect(refusal({ faultline: '0.2.0', now: '2026-11-21T00:00:00Z' })).toMatchObject({
      hint: 'Go on with the clock of then, --now 2026-11-20T00:00:00Z and with Faultline 0.1.0, or make all files anew with --force.',
    });
  });

  it('asks to take back what else has changed', () => {
    expect(refusal({ seed: '8', now: '2026-11-21T00:00:00Z' })).toMatchObject({
      hint: 'Take the changes back to go on with --continue, or make all files anew with --force.',
    });
  });
});
