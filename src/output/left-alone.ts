import type { Plan } from '../model/plan.ts';
import { formatCount } from './format-number.ts';
import { code, escapeMarkdown } from './markdown.ts';
import type { Section } from './markdown-report.ts';
import { warningLists } from './warning-lists.ts';

const mostNames = 5;

/** Runs that apply leaves alone whatever the files say, with the reason: told once where it is that of several. */
export function leftAlone({ targets }: Plan): readonly Section[] {
  const byReason = new Map<string, { readonly target: string; readonly reason: string; readonly names: string[] }>();
  for (const { target, actions } of targets) {
    for (const { action, scenario, reason } of actions) {
      if (action !== 'leave') continue;
      const key = JSON.stringify([target, reason]);
      const group = byReason.get(key) ?? { target, reason, names: [] };
      group.names.push(scenario);
      byReason.set(key, group);
    }
  }
  return warningLists(
    [...byReason.values()].map(({ target, reason, names }) => {
      const more = names.length > mostNames ? ` and ${formatCount(names.length - mostNames)} more` : '';
      const shown = names.slice(0, mostNames).map(code).join(', ');
      return `left alone in ${code(target)}: ${shown}${more} (${escapeMarkdown(reason)})`;
    }),
  );
}
