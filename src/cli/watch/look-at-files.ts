import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../../model/project.ts';
import { readFileText } from '../../scenario/file-text.ts';
import { projectFiles } from '../../scenario/load-project.ts';
import { foldersWithMatches, matchingFiles } from '../../scenario/scenario-paths.ts';
import type { FilesSeen } from './file-changes.ts';
import { isGitAtWork } from './git-at-work.ts';

/** The project's files as they are now; what cannot be read counts as such. */
export async function lookAtFiles({ root, scenarios }: Pick<Project, 'root' | 'scenarios'>): Promise<FilesSeen> {
  const paths = [...projectFiles, ...(await matchingFiles(root, scenarios))];
  const texts = await Promise.all(paths.map((path) => readFileText(join(root, path), path).catch(String)));
  const digest = createHash('sha256')
    .update(JSON.stringify([paths, texts]))
    .digest('hex');
  const folders = new Map<string, string>();
  for (const folder of [root, ...(await foldersWithMatches(root, scenarios))]) {
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory() === true) folders.set(folder, String(found.ino));
  }
  return { digest, folders, isBusy: await isGitAtWork(root) };
}
