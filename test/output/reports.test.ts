import { describe, expect, test } from 'vitest';
import { historyText } from '../../src/output/history-text.ts';
import { historyJson, runJson, statusJson, verifyJson } from '../../src/output/report-json.ts';
import { descriptionOf } from '../../src/scenario/description-of.ts';
import { runText, verifyText } from '../../src/output/run-text.ts';
import { statusMarkdown } from '../../src/output/status-markdown.ts';
import { statusText } from '../../src/output/status-text.ts';
import { activeRun, disturbedRun, heldRun, now, openRun, report, status } from './fixtures/shop-runs.ts';

const plain = { colour: false, width: 100 };
const history = { target: 'shop', now, runs: [openRun, disturbedRun, activeRun, heldRun] };

describe('status', () => {
  test('tells what is active, what is held and what a crash left open', async () => {
    await expect(statusText(status, plain)).toMatchFileSnapshot('snapshots/status.txt');
  });

  test('has a form for pull requests', async () => {
    await expect(statusMarkdown(status)).toMatchFileSnapshot('snapshots/status.md');
  });

  test('is a JSON document with the standing of each run', () => {
    expect(statusJson(status)).toMatchObject({
      formatVersion: 1,
      targets: [
        {
          target: 'shop',
          active: [{ id: '01K9Z7QX' }, { id: '01KA04BV', standing: { conflicting: 3, gone: 21 } }],
          held: [{ id: '01K9X1AA' }],
          open: [{ id: '01KA0CRS', state: 'prepared' }],
        },
        { target: 'warehouse', active: [] },
      ],
    });
    expect(JSON.stringify(statusJson(status))).not.toContain('apiVersion');
  });
});

describe('history', () => {
  test('lists the runs of a target', async () => {
    await expect(historyText(history, plain)).toMatchFileSnapshot('snapshots/history.txt');
  });

  test('of an untouched target says so', () => {
    expect(historyText({ target: 'shop', now, runs: [] }, plain)).toBe('No run was ever applied to shop.\n');
  });

  test('is a JSON document', () => {
    expect(historyJson(history)).toMatchObject({
      formatVersion: 1,
      target: 'shop',
      runs: [{ id: '01KA0CRS' }, {}, {}, {}],
    });
  });
});

describe('one run', () => {
  test('is shown with its origin, its steps and the way back', async () => {
    await expect(runText({ ...report, steps: [] }, plain)).toMatchFileSnapshot('snapshots/run.txt');
    const source = 'name: lost\ndescription: >\n  The sync loses\n  addresses.\n';
    expect(runText({ ...report, steps: [], description: descriptionOf(source, 'lost.yaml') }, plain)).toContain(
      '  about     The sync loses addresses.\n',
    );
  });

  test('that has ended says when, and not that it will expire; one of a slot ends with its slot', () => {
    const ended = {
      ...activeRun,
      state: 'rolled back',
      endedAt: '2026-11-19T08:30:00Z',
      endReason: 'expired',
    } as const;
    const text = runText({ now, run: { ...ended, slot: '2026-11-19T06:00:00Z' }, steps: [] }, plain);
    expect(text).toContain('  state     rolled back (slot over)\n');
    expect(text).toContain('  ended     Thu 2026-11-19 08:30 UTC\n');
    expect(text).not.toContain('expires');
    expect(runText({ now, run: ended, steps: [] }, plain)).toContain('rolled back (expired)');
  });

  test('is verified step by step', async () => {
    await expect(verifyText(report, plain)).toMatchFileSnapshot('snapshots/verify.txt');
  });

  test('is a JSON document, with the file as it was applied', () => {
    expect(runJson(report)).toMatchObject({ formatVersion: 1, id: '01K9Z7QX', source: activeRun.source });
    expect(verifyJson(report)).toMatchObject({ isIntact: false, standing: { intact: 5_721, conflicting: 3 } });
  });
});
