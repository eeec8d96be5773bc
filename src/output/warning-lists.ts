import { count } from './format-number.ts';
import { alert } from './markdown.ts';
import type { Section } from './markdown-report.ts';

const few = 3;

/** Warnings as a block that stands out; none: no section. @param texts Markdown */
export function warningLists(texts: readonly string[]): readonly Section[] {
  if (texts.length === 0) return [];
  const rest = `and ${count(texts.length - few, 'more warning')}`;
  return [
    {
      lines: block(texts),
      shorter: [
        ...(texts.length > few
          ? [{ cut: 'many warnings', lines: block([...texts.slice(0, few), rest]) } as const]
          : []),
        { cut: 'warnings', lines: [] },
      ],
    },
  ];
}

function block(texts: readonly string[]): readonly string[] {
  return alert('WARNING', texts).slice(1);
}
