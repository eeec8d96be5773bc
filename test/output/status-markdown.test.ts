import { describe, expect, test } from 'vitest';
import type { StatusReport } from '../../src/output/reports.ts';
import { commentRoom, cutMarkdown } from '../../src/output/cut-markdown.ts';
import { statusMarkdown, statusReport } from '../../src/output/status-markdown.ts';
import { status } from './fixtures/shop-runs.ts';

describe('status as Markdown', () => {
  test('says which targets could not be asked, and why', () => {
    const problems = [{ code: 'CONNECTION_FAILED', message: 'nobody answers' }] as const;
    const text = statusMarkdown({ ...status, failures: [{ target: 'customer-d', problems }] });
    expect(text).toMatch(/^## Faultline: 2 active, 1 target could not be asked\n/);
    expect(text).toContain('> [!CAUTION]\n> - `customer-d`: CONNECTION\\_FAILED: nobody answers\n');
  });

  test('of a fleet fits a comment and counts what is active everywhere', () => {
    const [shop] = status.targets;
    const active = Array.from({ length: 200 }, () => shop!.active[0]!);
    const targets = Array.from({ length: 30 }, (_, index) => ({ ...shop!, target: `customer-${index}`, active }));
    const fleet: StatusReport = { ...status, targets };
    const cut = cutMarkdown(statusReport(fleet), commentRoom);
    expect(statusMarkdown(fleet).length).toBeGreaterThan(5 * commentRoom.characters);
    expect(cut.length).toBeLessThanOrEqual(commentRoom.characters);
    expect(cut.match(/^### `customer-\d+`/gm)).toHaveLength(30);
    expect(cut.match(/^… and 195 more active$/gm)?.length).toBeGreaterThan(20);
    expect(cutMarkdown(statusReport(fleet), { characters: 3_000 }).length).toBeLessThanOrEqual(3_000);
  });
});
