import type { Plan } from '../model/plan.ts';
import { isInjection } from '../model/plan-changes.ts';
import { count, formatCount } from './format-number.ts';
import { code, markdownTable } from './markdown.ts';
import type { Section } from './markdown-report.ts';
import { countActions } from './plan-counts.ts';
import { plannedRows } from './row-amounts.ts';

const fewTargets = 20;

/** Where there are several targets, what would happen in each. */
export function targetTable({ targets }: Plan): readonly Section[] {
  if (targets.length < 2) return [];
  const titles = ['target', 'environment', 'plan', 'rows changed', 'put back', 'warnings'];
  const rows = targets.map(({ target, environment, actions, absences = [], warnings }) => {
    const injections = actions.filter(isInjection);
    const steps = injections.flatMap((action) => action.steps);
    const { changed, back } = plannedRows(actions);
    return [
      code(target),
      environment === 'production' ? '**production**' : environment,
      [countActions(actions), ...(absences.length === 0 ? [] : [`${formatCount(absences.length)} left out`])]
        .filter((part) => part !== '')
        .join(', '),
      formatCount(changed),
      formatCount(back),
      formatCount(steps.reduce((sum, step) => sum + step.warnings.length, warnings.length)),
    ];
  });
  const few = [
    ...markdownTable(titles, rows.slice(0, fewTargets)),
    '',
    `… and ${count(rows.length - fewTargets, 'more target')}`,
  ];
  return [
    {
      lines: markdownTable(titles, rows),
      shorter: [
        ...(rows.length > fewTargets ? [{ cut: 'list', lines: few } as const] : []),
        { cut: 'target', lines: [] },
      ],
    },
  ];
}
