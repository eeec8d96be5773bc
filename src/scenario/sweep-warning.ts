import { formatDuration } from '../model/duration.ts';
import type { Scenario } from '../model/scenario.ts';
import { isWatchedIn, type WorkflowFile } from './runners.ts';

/**
 * What to say where steps take arrivals and nothing in the repository's workflows watches. Others may watch that nobody
 * knows of here: it is a warning, and decides nothing.
 */
export function sweepWarning(scenarios: readonly Scenario[], workflows: readonly WorkflowFile[]): string | undefined {
  const sweeping = scenarios.flatMap(({ name, steps }) => {
    const every = steps.find(({ sweep }) => sweep !== undefined)?.sweep;
    return every === undefined ? [] : [{ name, every }];
  });
  const [first, ...others] = sweeping;
  if (first === undefined || isWatchedIn(workflows)) return undefined;
  const more = others.length === 0 ? '' : ` (and ${others.length} more like it)`;
  return `${first.name} sweeps every ${formatDuration(first.every)}${more}, which only \`faultline watch\` does, and no workflow of this repository runs it: without it what arrives stays as it is`;
}
