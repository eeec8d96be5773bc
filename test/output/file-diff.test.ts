import fc from 'fast-check';
import { applyPatch } from 'diff';
import { describe, expect, test } from 'vitest';
import { fileDiff } from '../../src/output/file-diff.ts';
import { fileDiffText } from '../../src/output/file-diff-text.ts';
import { style } from '../../src/output/style.ts';

const path = 'scenarios/crm.yaml';
const diffOf = (before: string, after: string) => fileDiff({ path, text: before }, { path, text: after });
const numbered = (amount: number, word: string) =>
  Array.from({ length: amount }, (_, index) => `${word} ${index}\n`).join('');

describe('the diff of a scenario file', () => {
  test('shows three lines around a change, under the paths', () => {
    const before = 'name: crm\ntarget: shop\nseed: 7\nsteps:\n  - id: emails\n    volume: 5%\n    column: email\n';
    expect(diffOf(before, before.replace('5%', '10%'))).toBe(
      [
        '--- scenarios/crm.yaml',
        '+++ scenarios/crm.yaml',
        '@@ -3,5 +3,5 @@',
        ' seed: 7',
        ' steps:',
        '   - id: emails',
        '-    volume: 5%',
        '+    volume: 10%',
        '     column: email',
      ].join('\n'),
    );
  });

  test('is none where nothing changed', () => {
    expect(diffOf('name: crm\n', 'name: crm\n')).toBeUndefined();
  });

  test('names both paths of a file that was moved', () => {
    const diff = fileDiff({ path: 'old.yaml', text: 'seed: 1\n' }, { path: 'new.yaml', text: 'seed: 2\n' });
    expect(diff?.split('\n').slice(0, 2)).toEqual(['--- old.yaml', '+++ new.yaml']);
  });

  test('counts what goes beyond 200 lines', () => {
    const lines = diffOf(numbered(150, 'before'), numbered(150, 'after'))?.split('\n') ?? [];
    expect(lines).toHaveLength(2 + 200 + 1);
    expect(lines.at(-1)).toBe('@@ 101 more lines @@');
  });

  test('does not search for what two wholly different files have in common', () => {
    const diff = diffOf(numbered(20_000, 'before'), numbered(20_000, 'after'));
    expect(diff).toContain('another file: 20,001 lines before, 20,001 lines after');
  });

  test('escapes what a terminal would obey, and cuts long lines', () => {
    const diff = diffOf('a: 1\n', `a: "\u001B[2J\u202E"\nb: ${'x'.repeat(5_000)}\n`) ?? '';
    expect(diff).not.toContain('\u001B');
    expect(diff).not.toContain('\u202E');
    expect(diff).toContain(String.raw`\u001b[2J\u202e`);
    expect(Math.max(...diff.split('\n').map((line) => line.length))).toBe(401);
  });

  test('leads from the one file to the other', () => {
    const line = fc.constantFrom('steps:', '  - id: emails', '    volume: 5%', '```', '', '--- a', '+++ b', '@@');
    const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.map((each) => `${each}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = diffOf(before, after);
        expect(diff === undefined ? before : applyPatch(before, `${diff}\n`)).toBe(after);
      }),
    );
  });

  test('shows a terminal its changed lines only, a few of them', () => {
    const layout = { width: 40, indent: 4, labelWidth: 9, style: style(false) };
    const diff = diffOf(`same\n${numbered(7, 'before')}`, `same\n${numbered(7, `after ${'x'.repeat(50)}`)}`);
    const lines = fileDiffText(diff, layout);
    expect(lines[0]).toBe('    file     -before 0');
    expect(lines).toHaveLength(9);
    expect(lines.at(-1)).toBe('             … 6 more changed lines');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(fileDiffText(undefined, layout)).toEqual([]);
  });
});
