import type { FileChange, Plan } from '../model/plan.ts';
import { formatCount } from './format-number.ts';
import { code } from './markdown.ts';
import type { Section } from './markdown-report.ts';
import { actionsOf, countActions, isChange } from './plan-counts.ts';

const mostNames = 5;
const kinds = ['new', 'changed', 'removed'] as const satisfies readonly FileChange[];

/**
 * Which scenarios' files differ from what was applied, apart from what apply would do anyway: what a pull request is
 * about, and what just happens to be due. Nothing where there is neither.
 */
export function fileChanges(plan: Plan): readonly Section[] {
  const actions = actionsOf(plan);
  const changes = kinds.flatMap((kind) => {
    const names = [...new Set(actions.filter((each) => each.fileChange === kind).map(({ scenario }) => scenario))];
    return names.length === 0 ? [] : [`${formatCount(names.length)} ${kind} (${listed(names)})`];
  });
  const others = actions.filter((each) => isChange(each) && each.fileChange === undefined);
  if (changes.length === 0 && others.length === 0) return [];
  const files = changes.length === 0 ? 'as they were applied' : changes.join(', ');
  const due = others.length === 0 ? '' : ` Due whatever they say: ${countActions(others)}.`;
  return [{ lines: [`**Scenario files:** ${files}.${due}`], shorter: [] }];
}

function listed(names: readonly string[]): string {
  const more = names.length - mostNames;
  return `${names.slice(0, mostNames).map(code).join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
}
