import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action, Plan } from '../../src/model/plan.ts';
import { commentRoom, cutMarkdown, summaryRoom } from '../../src/output/cut-markdown.ts';
import { renderMarkdown } from '../../src/output/markdown-report.ts';
import { planReport } from '../../src/output/plan-report.ts';
import { crmSync, everyAction, shopPlan } from './fixtures/shop-plan.ts';
import { doubledOrders, inflatedTotals, lostEmails, missingOrders } from './fixtures/shop-steps.ts';

const link = 'https://ci.example/acme/dq/runs/1';

interface Size {
  readonly targets: number;
  readonly scenarios: number;
  readonly steps: number;
  readonly name: string;
  readonly fileDiff: string | undefined;
}

/** A plan of as many scenarios in as many targets, each of as many steps; nothing but its size is of interest. */
function planOf({ targets, scenarios, steps, name, fileDiff }: Size): Plan {
  const patterns = [lostEmails, inflatedTotals, missingOrders, doubledOrders];
  const actions = (target: number) =>
    Array.from({ length: scenarios }, (_, scenario) => ({
      ...crmSync,
      scenario: `${name}-${target}-${scenario}`,
      fileDiff,
      steps: Array.from({ length: steps }, (__, step) => ({
        ...patterns[step % patterns.length]!,
        id: `${name}-${step}`,
        warnings: step % 3 === 0 ? [`step ${step} of ${name}`] : [],
      })),
    })) as readonly Action[];
  const [pattern] = shopPlan([]).targets;
  return {
    ...shopPlan([]),
    targets: Array.from({ length: targets }, (_, target) => ({
      ...pattern!,
      target: `${name}-${target}`,
      environment: target % 2 === 0 ? ('production' as const) : ('staging' as const),
      actions: [...actions(target), ...everyAction.slice(3)],
    })),
  };
}

/** Every block that is opened is closed, and none is closed that was not opened. */
function isBalanced(markdown: string): boolean {
  let fence: string | undefined;
  let open = 0;
  for (const line of markdown.split('\n')) {
    const [, marks = ''] = /^ {0,3}(`{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      if (marks.length >= fence.length && line.trim() === marks) fence = undefined;
      continue;
    }
    if (marks !== '') fence = marks;
    else if (line.startsWith('<details>')) open += 1;
    else if (line.startsWith('</details>')) open -= 1;
    if (open < 0 || open > 1) return false;
  }
  return fence === undefined && open === 0;
}

describe('a report that has to fit', () => {
  test('is the report itself where there is room', () => {
    const report = planReport(shopPlan(everyAction), { showValues: false });
    expect(cutMarkdown(report, { ...commentRoom, link })).toBe(renderMarkdown(report));
  });

  test('leaves out charts first, those at the end first, and says so', () => {
    const report = planReport(planOf({ targets: 1, scenarios: 1, steps: 8, name: 'shop', fileDiff: undefined }), {
      showValues: false,
    });
    const whole = renderMarkdown(report);
    const cut = cutMarkdown(report, { characters: whole.length - 100, link });
    expect(cut).toContain(`Left out: 1 chart. [The whole report](<${link}>)`);
    const withoutNote = cut.replace(/\n> \[!NOTE\]\n> - Cut .*\n/, '');
    const charts = whole.split('\n').flatMap((line, index) => (line === '```mermaid' ? [index] : []));
    const lines = whole.split('\n');
    lines.splice(charts.at(-1)! - 4, 24);
    expect(withoutNote).toBe(lines.join('\n'));
  });

  test('says how to come by the whole where no link is known, and follows none but of the web', () => {
    const report = planReport(planOf({ targets: 1, scenarios: 1, steps: 80, name: 'shop', fileDiff: undefined }), {
      showValues: false,
    });
    for (const nowhere of [undefined, 'javascript:alert(1)', 'no link', `https://ci.example/${'x'.repeat(2_000)}`])
      expect(cutMarkdown(report, { characters: 9_000, link: nowhere })).toContain(
        '`--format markdown` on the command line prints the whole',
      );
    expect(cutMarkdown(report, { characters: 9_000, link: 'https://ci.example/a>) [x](y' })).not.toContain('>) [x]');
  });

  test('tells a comment of ten targets with a hundred steps each what matters about every target', () => {
    const plan = planOf({ targets: 10, scenarios: 1, steps: 100, name: 'customer', fileDiff: '--- a\n+++ b\n+x' });
    const report = planReport(plan, { showValues: false });
    expect(renderMarkdown(report).length).toBeGreaterThan(10 * commentRoom.characters);
    const cut = cutMarkdown(report, { ...commentRoom, link });
    expect(cut.length).toBeLessThanOrEqual(commentRoom.characters);
    for (let target = 0; target < 10; target += 1) {
      const [, section = ''] = cut.split(`### \`customer-${target}\``);
      const own = section.split('\n### ')[0] ?? '';
      expect(own).toContain(`#### inject \`customer-${target}-0\``);
      expect(own.match(/^\| `[~+-]`/gm)?.length ?? 0).toBeGreaterThanOrEqual(5);
      expect(own).toMatch(/… and \d+ more steps, [\d,]+ rows/);
      expect(own).toContain('[!WARNING]');
    }
    // Maxima of production have no chart.
    expect(cut).toContain('Left out: 625 charts, samples of 1,000 steps, 10 file diffs');
    expect(cut).toContain('**Plan:** 10 inject');
    // Room that is there is used.
    expect(cut.length).toBeGreaterThan(commentRoom.characters * 0.9);
  });

  test('fits, keeps its verdict and closes what it opens, whatever the plan', () => {
    const name = fc.constantFrom(
      'shop',
      '</details>',
      '```',
      '`a|b`',
      '- [x](https://evil.example)',
      'ö日本語🌈',
      'x'.repeat(300),
    );
    const size = fc.record({
      targets: fc.integer({ min: 0, max: 12 }),
      scenarios: fc.integer({ min: 0, max: 4 }),
      steps: fc.integer({ min: 0, max: 60 }),
      name,
      fileDiff: fc.constantFrom(undefined, '--- a\n+++ b\n ```\n+</details>\n ````\n-~~~'),
    });
    const room = fc.oneof(
      fc.integer({ min: 2_000, max: 200_000 }).map((characters) => ({ characters, link })),
      fc.integer({ min: 2_500, max: 200_000 }).map((bytes) => ({ bytes, link })),
      fc.constantFrom(commentRoom, summaryRoom),
    );
    fc.assert(
      fc.property(size, room, (sizes, limit) => {
        const report = planReport(planOf(sizes), { showValues: false });
        const whole = renderMarkdown(report);
        const cut = cutMarkdown(report, limit);
        const { characters = Infinity, bytes = Infinity } = { characters: undefined, bytes: undefined, ...limit };
        expect(cut.length).toBeLessThanOrEqual(characters);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(bytes);
        expect(cut.startsWith(`${report.heading.join('\n')}\n`)).toBe(true);
        expect(isBalanced(whole)).toBe(true);
        expect(isBalanced(cut)).toBe(true);
        if (whole.length <= characters && Buffer.byteLength(whole) <= bytes) expect(cut).toBe(whole);
        else expect(cut).toContain('Left out: ');
      }),
      { numRuns: 60 },
    );
  });
});
