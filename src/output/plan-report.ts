import type { Action, Plan, TargetPlan } from '../model/plan.ts';
import { hasChanges, isInjection } from '../model/plan-changes.ts';
import { failureList } from './failure-list.ts';
import { fileChanges } from './file-changes.ts';
import { count, formatCount, formatRows } from './format-number.ts';
import { formatSlots } from './format-slot.ts';
import { formatDay } from './format-time.ts';
import { injectionSections, previewSections } from './injection-sections.ts';
import { leftAlone } from './left-alone.ts';
import { code, escapeMarkdown, markdownTable } from './markdown.ts';
import type { MarkdownReport, Section } from './markdown-report.ts';
import { hideExtremes } from './mask-plan.ts';
import { actionsOf, countActions, isPreview, limitsInWords, nothingToDo, undoCommands } from './plan-counts.ts';
import { bindCommand, placementsInWords } from './placements.ts';
import { planVerdict } from './plan-verdict.ts';
import { nothingLeft, standingInWords } from './standing-words.ts';
import { targetTable } from './target-table.ts';
import { warningLists } from './warning-lists.ts';

/** Entries of a list that is cut. */
const fewEntries = 3;

/** A plan as a report on a pull request: the verdict as its heading, a table for each scenario, charts and diffs folded away. */
export function planReport(plan: Plan, { showValues }: { readonly showValues: boolean }): MarkdownReport {
  const shown = showValues ? plan : hideExtremes(plan);
  return {
    heading: planVerdict(plan),
    sections: [
      ...fileChanges(plan),
      ...failureList(plan.failures ?? []),
      ...leftAlone(plan),
      ...warningLists((plan.warnings ?? []).map(escapeMarkdown)),
      ...targetTable(shown),
      ...shown.targets.flatMap((target) => targetSections(target, plan, showValues)),
      ...placements(plan),
      ...closing(plan),
    ],
  };
}

function targetSections(target: TargetPlan, plan: Plan, showValues: boolean): readonly Section[] {
  const { product, version, database } = target.server;
  const environment = target.environment === 'production' ? '**production**' : target.environment;
  const where = `${environment}, ${product} ${escapeMarkdown(version)}, database ${code(database)}`;
  return [
    { lines: [`### ${code(target.target)} (${where})`], shorter: [{ cut: 'target', lines: [] }] },
    ...warningLists(target.warnings.map(escapeMarkdown)),
    ...target.actions.filter(isInjection).flatMap((action) => injectionSections(action, target, plan, showValues)),
    ...target.actions.filter(isPreview).flatMap((action) => previewSections(action, target, plan, showValues)),
    ...others(target.actions, plan.now),
    ...leftOut(target),
  ];
}

/** Scenarios that apply would heal or leave as they are, one line each. */
function others(actions: readonly Action[], now: string): readonly Section[] {
  const quiet = actions.filter((action) => !isInjection(action) && !isPreview(action));
  if (quiet.length === 0) return [];
  return [
    {
      lines: markdownTable(
        ['', 'scenario', 'why', 'state'],
        quiet.map((action) => [
          action.action,
          code(action.scenario),
          escapeMarkdown(action.reason),
          `${state(action, now)}${nextSlots(action, now)}`,
        ]),
      ),
      shorter: [
        { cut: 'list', lines: [`- ${countActions(quiet)}`] },
        { cut: 'target', lines: [] },
      ],
    },
  ];
}

function state(action: Action, now: string): string {
  if (action.action === 'heal' && action.isRebuilt === true) return nothingLeft;
  if (action.action === 'heal') return `${formatRows(action.active.rows)} back, ${count(action.conflicts, 'conflict')}`;
  if (!('active' in action)) return action.action === 'hold' ? 'held' : 'waiting';
  const rows = action.action === 'keep' ? standingInWords(action.standing) : formatRows(action.active.rows);
  return `active since ${formatDay(action.active.appliedAt, now)}, ${rows}`;
}

function nextSlots({ schedule }: Action, now: string): string {
  if (schedule === undefined || schedule.next.length === 0) return '';
  return `, next ${escapeMarkdown(formatSlots(schedule.next, schedule.timezone, now))}`;
}

/** Scenarios that are not placed in a target, in one line: why is told once for all targets, below. */
function leftOut({ absences = [] }: TargetPlan): readonly Section[] {
  if (absences.length === 0) return [];
  const names = absences.map(({ scenario }) => code(scenario));
  const more = names.length > fewEntries ? ` and ${formatCount(names.length - fewEntries)} more` : '';
  return [
    {
      lines: [`Left out: ${names.slice(0, fewEntries).join(', ')}${more}`],
      shorter: [{ cut: 'target', lines: [] }],
    },
  ];
}

/** Scenarios that are left out in some of their targets. */
function placements(plan: Plan): readonly Section[] {
  const lines = placementsInWords(plan).map((line) => `- ${escapeMarkdown(line)}`);
  const command = bindCommand(plan);
  if (command === undefined) return [];
  return [
    { lines, shorter: [{ cut: 'list', lines: [`- ${count(lines.length, 'scenario')} left out in some targets`] }] },
    { lines: [`To place what is left out: ${code(command)}`], shorter: [{ cut: 'list', lines: [] }] },
  ];
}

function closing(plan: Plan): readonly Section[] {
  if (!hasChanges(plan)) return [{ lines: [nothingToDo(plan)], shorter: [] }];
  const actions = actionsOf(plan);
  const limits = limitsInWords(actions);
  const undo = undoCommands(actions).map(code);
  const few = `${undo.slice(0, fewEntries).join(', ')} and ${formatCount(undo.length - fewEntries)} more`;
  const reversible = (commands: string) => [`**Reversible:** yes. Undo: ${commands}`];
  return [
    {
      lines: [`**Plan:** ${countActions(actions)}.${limits === '' ? '' : ` ${limits}`}`],
      shorter: [],
    },
    ...(undo.length === 0
      ? []
      : [
          {
            lines: reversible(undo.join(', ')),
            shorter: [
              ...(undo.length > fewEntries ? [{ cut: 'list', lines: reversible(few) } as const] : []),
              { cut: 'target', lines: [] } as const,
            ],
          },
        ]),
  ];
}
