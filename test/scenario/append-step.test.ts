import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendStep } from '../../src/scenario/append-step.ts';
import { readYaml } from '../../src/scenario/yaml-file.ts';

const step = {
  block: ['- id: totals', '  anomaly: outlier', '  # How far.', '  amplitude: 8 sd'],
  flow: '{id: totals, anomaly: outlier}',
};

const head = 'apiVersion: faultline/v1   # kept\nkind:   Scenario\n\nname: "late"\n';

/** Ways in which people write a list of steps; `|` marks where the next one belongs. */
const files: Readonly<Record<string, string>> = {
  plain: `${head}steps:\n  - id: a\n    anomaly: typo\n|`,
  'without indentation, a key behind it': `${head}steps:\n- id: a\n  volume: 5%\n|expect:\n  - {detector: dbt}\n`,
  'comments of the last step behind it': `${head}steps:\n  - id: a   # first\n    # volume: 5%\n\n  # done\n|\n# the end\n`,
  'a comment of the next key': `${head}steps:\n- id: a\n|# what dbt says\nexpect: []\n`,
  'no line end at its end': `${head}steps:\n    -   id: a`,
  'a block of text at its end': `${head}steps:\n  - id: a\n    where: |\n      x = 1\n      # no comment\n|tags: {a: b}\n`,
  'flow mappings over lines': `${head}steps:\n  - {id: a,\n     anomaly: typo}\n|limits: {rows: 3}\n`,
  'brackets on one line': `${head}steps: [{id: a, anomaly: typo}|]\ntags: {}\n`,
  'brackets over lines with a comma at the end': `${head}steps: [\n  {id: a}, # one\n  {id: b}|, # two\n]\n`,
  'an end mark': `${head}steps:\n  - id: a\n|...\n`,
  'aliases and merge keys': `${head}tags: &t {x: y}\nsteps:\n  - &first {id: a}\n  - <<: *first\n    id: b\n|`,
};

test.each(Object.entries(files))('a step is put behind the others: %s', (_, marked) => {
  for (const text of [marked, marked.replaceAll('\n', '\r\n')]) {
    const place =
      text.includes('|\n      x') || text.includes('|\r\n      x') ? text.lastIndexOf('|') : text.indexOf('|');
    const [before, after] = place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
    const appended = appendStep(before + after, 'late.yaml', step);
    expect(appended.startsWith(before), appended).toBe(true);
    expect(appended.endsWith(after), appended).toBe(true);
    const steps = (readYaml(appended, 'late.yaml').value as { steps: readonly { id: string }[] }).steps;
    expect(steps.at(-1)).toMatchObject({ id: 'totals', anomaly: 'outlier' });
    expect(appended.includes('\r\n')).toBe(text.includes('\r\n'));
    expect(appended.replaceAll('\r\n', '').includes('\n')).toBe(!text.includes('\r\n'));
  }
});

test.each([
  `${head}steps: []\n`,
  `${head}steps:\n`,
  `${head}tags: {}\n`,
  `${head}x: &s\n  - id: a\nsteps: *s\n`,
  'steps: [{id: a}',
])('what is no list of steps is refused: %j', (text) => {
  expect(() => appendStep(text, 'late.yaml', step)).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^(UNSUPPORTED|INVALID_YAML)$/u) as unknown }),
  );
});

const filler = fc.constantFrom('', '\n', '# a note\n', '  # deeper\n', '\n\n# two\n', '      # deepest\n');
const value = fc.constantFrom(
  'plain',
  "'single'",
  '"double \\" #"',
  '{a: [1, 2]}',
  '|\n        text\n        # text',
  '>-\n        folded\n\n        more',
);
const someStep = fc.record({
  note: filler,
  id: fc.stringMatching(/^[a-z]{1,8}$/u),
  where: value,
  trail: fc.constantFrom('', '   # why'),
});

test('whatever the comments and spaces, what was before a new step and behind it is as it was', () => {
  fc.assert(
    fc.property(
      fc.array(someStep, { minLength: 1, maxLength: 4 }),
      filler,
      fc.constantFrom('', 'tags: {a: b}\n'),
      (steps, last, tail) => {
        const list = steps.map(({ note, id, where, trail }) => {
          const isBlock = /^[|>]/u.test(where);
          return `${note}    - id: ${id}${trail}\n      where: ${where}${isBlock ? '' : trail}\n`;
        });
        const text = `${head}steps:\n${list.join('')}${last}${tail}`;
        const appended = appendStep(text, 'late.yaml', step);
        const added = step.block.map((line) => `    ${line}\n`).join('');
        const place = appended.indexOf(added);
        expect(appended.slice(0, place) + appended.slice(place + added.length)).toBe(text);
      },
    ),
    { numRuns: 300 },
  );
});
