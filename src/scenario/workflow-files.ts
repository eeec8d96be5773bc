import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { FaultlineError } from '../model/errors.ts';
import { readFileText } from './file-text.ts';
import type { WorkflowFile } from './runners.ts';

const workflows = join('.github', 'workflows');

/** GitHub's workflows in the repository that a folder is in; outside of one, in the folder itself. What cannot be read is left out. */
export async function readWorkflows(folder: string): Promise<readonly WorkflowFile[]> {
  const top = (await repositoryOf(folder)) ?? folder;
  const names = await readdir(join(top, workflows)).catch(() => []);
  const files = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  const texts = await Promise.all(files.map((name) => textOf(join(top, workflows, name))));
  return files.flatMap((name, index) => {
    const text = texts[index];
    const path = relative(top, join(top, workflows, name))
      .split(sep)
      .join('/');
    return text === undefined ? [] : [{ path, text }];
  });
}

async function repositoryOf(folder: string): Promise<string | undefined> {
  if ((await stat(join(folder, '.git')).catch(() => undefined)) !== undefined) return folder;
  return dirname(folder) === folder ? undefined : repositoryOf(dirname(folder));
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFileText(path, path);
  } catch (error) {
    if (error instanceof FaultlineError) return undefined;
    throw error;
  }
}
