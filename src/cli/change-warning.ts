import type { Effect } from '../model/anomaly.ts';
import type { Plan, PlannedStep, TargetPlan } from '../model/plan.ts';
import { formatTable } from '../model/table.ts';
import { isInjection } from '../model/plan-changes.ts';
import { count, formatRows } from '../output/format-number.ts';
import { labelled } from '../output/labelled.ts';
import { undoCommands } from '../output/plan-counts.ts';
import { printable } from '../output/printable.ts';
import type { RenderOptions } from '../output/render-options.ts';
import { style as styleOf } from '../output/style.ts';

const verbs: Readonly<Record<Exclude<Effect, 'alter' | 'file'>, string>> = {
  update: 'updated',
  insert: 'inserted',
  delete: 'deleted',
};

/** What a person is asked to stand behind: for each target where it is, what it is, how many rows of which tables, and the way back. */
export function changeWarning(plan: Plan, { colour, width }: RenderOptions): string {
  const style = styleOf(colour);
  const layout = { width, indent: 2, labelWidth: 13, style };
  const lines = plan.targets.filter(isTouched).flatMap((target) => {
    const { environment, server, actions } = target;
    const steps = actions.filter(isInjection).flatMap((action) => action.steps);
    const [undo] = undoCommands(actions);
    return [
      '',
      ...labelled(
        'target',
        printable(`${target.target} (${server.product} ${server.version}, db ${server.database})`),
        layout,
      ),
      ...labelled('environment', environment === 'production' ? style.bad('PRODUCTION') : environment, layout),
      ...labelled('rows', rowsInWords(target, steps), layout),
      ...labelled('tables', printable([...new Set(steps.map(({ table }) => formatTable(table)))].join(', ')), layout),
      ...labelled(
        'undo',
        undo === undefined
          ? ''
          : undoCommands(actions).length === 1
            ? undo
            : `faultline rollback --all --target ${target.target}`,
        layout,
      ),
    ];
  });
  return `\n${style.warning('WARNING')}  ${style.heading('Applying this plan changes data.')}\n${lines.join('\n')}\n\n`;
}

function isTouched({ actions }: TargetPlan): boolean {
  return actions.some((action) => isInjection(action) || action.action === 'heal');
}

/** `824 rows updated, 97 rows put back, 1 column altered`. */
function rowsInWords({ actions }: TargetPlan, steps: readonly PlannedStep[]): string {
  const sum = (effect: Effect) =>
    steps.filter((step) => step.effect === effect).reduce((rows, step) => rows + step.frozen.rows, 0);
  const changes = (Object.keys(verbs) as (keyof typeof verbs)[]).map((effect) => [sum(effect), verbs[effect]] as const);
  const back = actions.reduce(
    (rows, action) => rows + (action.action === 'heal' || action.action === 'replace' ? action.active.rows : 0),
    0,
  );
  const files = steps.reduce(
    (sum, { alteration }) => sum + (alteration?.change === 'break files' ? alteration.files.length : 0),
    0,
  );
  const altered = steps.filter(({ effect }) => effect === 'alter').length;
  return [
    ...[...changes, [back, 'put back'] as const]
      .filter(([rows]) => rows > 0)
      .map(([rows, verb]) => `${formatRows(rows)} ${verb}`),
    ...(files > 0 ? [`${count(files, 'file')} broken`] : []),
    ...(altered > 0 ? [`${count(altered, 'column')} altered`] : []),
  ].join(', ');
}
