import type { TargetFailure } from '../model/failure.ts';
import { count } from './format-number.ts';
import { alert, code, escapeMarkdown } from './markdown.ts';
import type { Section } from './markdown-report.ts';

const few = 3;

/** What went wrong in which targets, as a block that stands out; nothing: no section. */
export function failureList(failures: readonly TargetFailure[]): readonly Section[] {
  const texts = failures.flatMap(({ target, problems }) =>
    problems.map((problem) => `${code(target)}: ${escapeMarkdown(`${problem.code}: ${problem.message}`)}`),
  );
  if (texts.length === 0) return [];
  const rest = `and ${count(texts.length - few, 'more problem')}`;
  return [
    {
      lines: block(texts),
      shorter: [
        ...(texts.length > few ? [{ cut: 'list', lines: block([...texts.slice(0, few), rest]) } as const] : []),
        { cut: 'target', lines: [] },
      ],
    },
  ];
}

function block(texts: readonly string[]): readonly string[] {
  return alert('CAUTION', texts).slice(1);
}
