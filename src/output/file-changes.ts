import type { FileChange, Plan } from '../model/plan.ts';
import { isChange } from '../model/plan-changes.ts';
import { formatCount } from './format-number.ts';
import { code } from './markdown.ts';
import type { Section } from './markdown-report.ts';
import { actionsOf, countActions } from './plan-counts.ts';
import { truncate } from './width.ts';

const mostNames = 5;
const longestName = 60;
const kinds = ['new', 'changed', 'removed'] as const satisfies readonly FileChange[];

/**
 * Which scenarios' files differ from what was applied, apart from what apply would do anyway: what a pull request is
 * about, and what just happens to be due. Nothing where there is neither.
 */
export function fileChanges(plan: Plan): readonly Section[] {
  const actions = actionsOf(plan);
  const changes = kinds
    .map((kind) => ({
      kind,
      names: [...new Set(actions.filter((each) => each.fileChange === kind).map(({ scenario }) => scenario))],
    }))
    .filter(({ names }) => names.length > 0);
  const others = actions.filter((each) => isChange(each) && each.fileChange === undefined);
  if (changes.length === 0 && others.length === 0) return [];
  const due = others.length === 0 ? '' : ` Due whatever they say: ${countActions(others)}.`;
  const line = (words: readonly string[]) =>
    `**Scenario files:** ${words.length === 0 ? 'as they were applied' : words.join(', ')}.${due}`;
  const counts = changes.map(({ kind, names }) => `${formatCount(names.length)} ${kind}`);
  return [
    {
      lines: [line(changes.map(({ names }, index) => `${counts[index]} (${listed(names)})`))],
      shorter: [
        { cut: 'list', lines: [line(counts)] },
        { cut: 'target', lines: [] },
      ],
    },
  ];
}

function listed(names: readonly string[]): string {
  const more = names.length - mostNames;
  return `${names
    .slice(0, mostNames)
    .map((name) => code(truncate(name, longestName)))
    .join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
}
