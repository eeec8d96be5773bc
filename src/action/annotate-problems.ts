import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { problemsOf } from '../cli/report-error.ts';
import type { FaultlineError } from '../model/errors.ts';
import type { Place } from '../model/place.ts';
import { findProjectFile } from '../scenario/load-project.ts';
import { annotate } from './workflow-commands.ts';

/**
 * Shows each problem beside the line it is about.
 * @param config where the project was looked for @param workspace top of the checkout
 */
export async function annotateProblems(error: FaultlineError, config: string, workspace: string): Promise<void> {
  const file = await findProjectFile(resolve(config));
  const root = file === undefined ? resolve(config) : dirname(file);
  for (const { code, message, place, hint } of problemsOf(error)) {
    const text = hint === undefined ? message : `${message}\n${hint}`;
    annotate('error', text, { title: `Faultline: ${code}`, place: place && inRepository(place, root, workspace) });
  }
}

/** A place whose file is named from the top of the repository: scenarios are named from the folder of their project. */
function inRepository(place: Place, root: string, workspace: string): Place {
  const path = relative(real(workspace), real(isAbsolute(place.file) ? place.file : join(root, place.file)));
  return path.startsWith('..') || isAbsolute(path) ? place : { ...place, file: path.split(sep).join('/') };
}

/** Runners have links on the way to their folders. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
