import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { desiredState, type Intent, type Situation } from '../../src/plan/desired-state.ts';
import { expiryOf } from '../../src/plan/expiry.ts';
import { origin, scenarioOf } from '../run/workbench.ts';

const now = '2026-11-20T09:00:00.000000Z';
const crm = scenarioOf('crm-sync', '- {id: emails, anomaly: null-spike, table: customers, column: email}');
const passing = (expires: string) =>
  scenarioOf('crm-sync', '- {id: emails, anomaly: null-spike, table: customers, column: email}', `expires: ${expires}`);
const late = scenarioOf('late-invoices', '- {id: gone, anomaly: stale-table, table: invoices}');
const elsewhere = {
  branch: { ...origin, ref: 'feature/typos' },
  repository: { ...origin, repository: 'example.com/acme/other' },
  folder: { ...origin, directory: 'warehouse' },
};

/** A run of the CRM scenario as it is, applied from here. */
const applied: Run = {
  id: 'k3x9m2p7',
  sequence: 1,
  project: 'acme-dq',
  scenario: crm.name,
  target: 'shop',
  slot: '',
  state: 'applied',
  fingerprint: crm.fingerprint,
  origin,
  path: crm.path,
  planDigest: '',
  now: '2026-11-17T09:00:00.000000Z',
  actor: 'ann',
  preparedAt: '2026-11-17T09:00:01.000Z',
  appliedAt: '2026-11-17T09:00:02.000Z',
  expiresAt: null,
  endedAt: null,
  endReason: null,
  isReleased: false,
  rows: 824,
  source: crm.source,
  steps: [],
};
const ended = (endReason: Run['endReason'], changes: Partial<Run> = {}): Run => ({
  ...applied,
  state: 'rolled back',
  endReason,
  endedAt: '2026-11-18T09:00:00.000Z',
  ...changes,
});
const changed = { fingerprint: 'of another text' };
const expired = { expiresAt: '2026-11-20T09:00:00.000000Z' };

type Case = readonly [
  about: string,
  scenarios: readonly Scenario[],
  runs: readonly Run[],
  intents: readonly string[],
  situation?: Partial<Situation>,
];

const cases: readonly Case[] = [
  ['a new file is injected', [crm], [], ['inject crm-sync: new file']],
  [
    'files are taken in the order of their names',
    [late, crm],
    [],
    ['inject crm-sync: new file', 'inject late-invoices: new file'],
  ],
  ['an unchanged file is left alone', [crm], [applied], ['keep crm-sync: unchanged']],
  ['a changed file is replaced', [crm], [{ ...applied, ...changed }], ['replace crm-sync: file changed']],
  ['a removed file is healed', [], [applied], ['heal crm-sync: file removed']],
  ['a prepared run is not active', [crm], [{ ...applied, state: 'prepared' }], ['inject crm-sync: new file']],

  ['an expired run is healed', [crm], [{ ...applied, ...expired }], ['heal crm-sync: expired']],
  ['an expired run without a file is healed', [], [{ ...applied, ...expired }], ['heal crm-sync: expired']],
  [
    'a run is not expired a moment before',
    [crm],
    [{ ...applied, expiresAt: '2026-11-20T09:00:00.000001Z' }],
    ['keep crm-sync: unchanged'],
  ],
  [
    'an expired run of a changed file is replaced',
    [crm],
    [{ ...applied, ...expired, ...changed }],
    ['replace crm-sync: file changed'],
  ],
  [
    'an expired run is healed though the file differs on another branch',
    [crm],
    [{ ...applied, ...expired, ...changed, origin: elsewhere.branch }],
    ['heal crm-sync: expired'],
  ],
  [
    'an expired run is healed wherever it comes from',
    [],
    [{ ...applied, ...expired, origin: elsewhere.branch }],
    ['heal crm-sync: expired'],
  ],

  ['what was rolled back by hand is held', [crm], [ended('manual')], ['hold crm-sync: rolled back by hand']],
  [
    'a run whose table was made anew is held all the same once it was ended by hand or had expired',
    [crm, late],
    [
      ended('manual', { state: 'healed' }),
      ended('expired', { state: 'healed', scenario: late.name, fingerprint: late.fingerprint }),
    ],
    ['hold crm-sync: rolled back by hand', 'hold late-invoices: expired'],
  ],
  [
    'the file says when its active run expires, counted from its application',
    [passing('3 days')],
    [{ ...applied, fingerprint: passing('3 days').fingerprint, appliedAt: '2026-11-17T09:00:00.000Z' }],
    ['heal crm-sync: expired'],
  ],
  [
    'a file that lasts longer by now keeps what the ledger would end',
    [passing('4 days')],
    [{ ...applied, ...expired, fingerprint: passing('4 days').fingerprint }],
    ['keep crm-sync: unchanged'],
  ],
  [
    'a run of a target that the project no longer has is left and shown',
    [],
    [{ ...applied, target: 'attic' }],
    ['leave crm-sync: target "attic" is no longer in faultline.yaml, roll it back with faultline rollback k3x9m2p7'],
  ],
  [
    'it is shown where paths restrict the view as well',
    [late],
    [{ ...applied, target: 'attic' }],
    [
      'inject late-invoices: new file',
      'leave crm-sync: target "attic" is no longer in faultline.yaml, roll it back with faultline rollback k3x9m2p7',
    ],
    { isComplete: false },
  ],
  [
    'what is left out in the target is healed there, and nothing else outside of the view',
    [],
    [applied, { ...applied, id: 'm4n8p2q6', scenario: late.name }],
    ['heal crm-sync: no longer placed here'],
    { isComplete: false, absent: ['crm-sync'] },
  ],
  ['what expired is held', [crm], [ended('expired')], ['hold crm-sync: expired']],
  ['a hold ends with a changed file', [crm], [ended('manual', changed)], ['inject crm-sync: file changed']],
  ['a hold ends when it is resumed', [crm], [ended('manual', { isReleased: true })], ['inject crm-sync: resumed']],
  [
    'the last run decides about a hold',
    [crm],
    [ended('manual', { isReleased: true }), ended('manual', { sequence: 2 })],
    ['hold crm-sync: rolled back by hand'],
  ],
  ['a file that comes back is injected', [crm], [ended('removed')], ['inject crm-sync: file is back']],
  [
    'a table made anew by others gets the anomaly again',
    [crm],
    [ended('removed', { state: 'healed' })],
    ['inject crm-sync: file is back'],
  ],
  ['what was rolled back and has no file is nothing', [], [ended('manual')], []],

  [
    'a run of another project is nobody’s business',
    [crm],
    [{ ...applied, project: 'acme-web' }],
    ['inject crm-sync: new file'],
  ],
  ['a run of another project is not healed', [], [{ ...applied, project: 'acme-web' }], []],
  ['a run in another target is not healed', [], [{ ...applied, target: 'warehouse' }], []],
  [
    'a removed file of another branch is left',
    [],
    [{ ...applied, origin: elsewhere.branch }],
    ['leave crm-sync: no such file here, but it was applied from branch feature/typos'],
  ],
  [
    'a removed file of another repository is left',
    [],
    [{ ...applied, origin: elsewhere.repository }],
    ['leave crm-sync: no such file here, but it was applied from repository example.com/acme/other'],
  ],
  [
    'a removed file of another folder is left',
    [],
    [{ ...applied, origin: elsewhere.folder }],
    ['leave crm-sync: no such file here, but it was applied from folder warehouse'],
  ],
  [
    'a file that differs on another branch is left',
    [crm],
    [{ ...applied, ...changed, origin: elsewhere.branch }],
    ['leave crm-sync: the file differs, but it was applied from branch feature/typos'],
  ],
  [
    'the same file on another branch is the same',
    [crm],
    [{ ...applied, origin: elsewhere.branch }],
    ['keep crm-sync: unchanged'],
  ],
  [
    'another commit of the branch is the same origin',
    [],
    [{ ...applied, origin: { ...origin, commit: 'facade' } }],
    ['heal crm-sync: file removed'],
  ],
  [
    'pruning heals what other origins applied',
    [],
    [{ ...applied, origin: elsewhere.repository }],
    ['heal crm-sync: file removed'],
    { prune: true },
  ],
  [
    'pruning replaces what differs elsewhere',
    [crm],
    [{ ...applied, ...changed, origin: elsewhere.branch }],
    ['replace crm-sync: file changed'],
    { prune: true },
  ],
  ['pruning leaves other projects alone', [], [{ ...applied, project: 'acme-web' }], [], { prune: true }],

  [
    'a subset of the files heals nothing outside of it',
    [late],
    [applied],
    ['inject late-invoices: new file'],
    { isComplete: false },
  ],
  [
    'a subset does not even heal what expired outside of it',
    [late],
    [{ ...applied, ...expired }],
    ['inject late-invoices: new file'],
    { isComplete: false },
  ],
  [
    'a subset replaces and expires what is in it',
    [crm],
    [{ ...applied, ...expired }],
    ['heal crm-sync: expired'],
    { isComplete: false },
  ],
  [
    'a subset prunes nothing outside of it',
    [late],
    [applied],
    ['inject late-invoices: new file'],
    { isComplete: false, prune: true },
  ],
];

describe('what should be active', () => {
  for (const [about, scenarios, runs, intents, situation = {}] of cases) {
    it(about, () => {
      const given = {
        project: 'acme-dq',
        target: 'shop',
        targets: ['shop', 'warehouse'],
        scenarios,
        isComplete: true,
        runs,
        origin,
        now,
        prune: false,
      };
      const found = desiredState({ ...given, ...situation });
      const words = found.map((intent) => `${intent.action} ${nameOf(intent)}: ${intent.reason}`);
      expect(words).toEqual(intents);
    });
  }

  it('names the run that is healed or replaced and why it will have ended', () => {
    const situation = {
      project: 'acme-dq',
      target: 'shop',
      targets: ['shop'],
      scenarios: [crm],
      isComplete: true,
      origin,
      now,
      prune: false,
    };
    const of = (run: Run) => desiredState({ ...situation, runs: [run] })[0];
    expect(of({ ...applied, ...changed })).toMatchObject({ run: { id: applied.id }, endReason: 'changed' });
    expect(of({ ...applied, ...expired })).toMatchObject({ run: { id: applied.id }, endReason: 'expired' });
    expect(desiredState({ ...situation, scenarios: [], runs: [applied] })[0]).toMatchObject({ endReason: 'removed' });
  });

  it('expires as long after now as the scenario says, by the calendar', () => {
    const lasting = (expires: string) =>
      scenarioOf('lasting', '- {id: s, anomaly: stale-table, table: invoices}', `expires: ${expires}`);
    expect(expiryOf(lasting('7 days'), '', now)).toBe('2026-11-27T09:00:00.000000Z');
    expect(expiryOf(lasting('1 month'), '', '2026-01-31T09:00:00.000000Z')).toBe('2026-02-28T09:00:00.000000Z');
    expect(expiryOf(late, '', now)).toBeUndefined();
  });
});

function nameOf(intent: Intent): string {
  return 'scenario' in intent ? intent.scenario.name : intent.run.scenario;
}
