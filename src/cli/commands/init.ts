import { access, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { engineFor } from '../../engine/registry.ts';
import { FaultlineError } from '../../model/errors.ts';
import { holdsLiteralSecret } from '../../scenario/literal-secret.ts';
import { exampleUrl, initFiles, variablesOf } from '../../scenario/init.ts';
import { documentText, inFormat } from '../choose-format.ts';
import type { Session } from '../session.ts';

export interface InitOptions {
  readonly name?: string | undefined;
  readonly url: string;
}

/** Writes the files of a new project; a file that is there is never touched. @throws UNSUPPORTED for a URL that no engine answers to */
export async function init(session: Session, folder: string, { name, url }: InitOptions): Promise<number> {
  const root = resolve(folder);
  if (holdsLiteralSecret(url)) {
    throw new FaultlineError('LITERAL_SECRET', 'the URL holds a password as it is; nothing was written', {
      hint: 'Write a reference in its place: ${env:SHOP_PASSWORD} or ${file:/run/secrets/shop}, in single quotes, so that the shell leaves it alone.',
    });
  }
  // A reference at the beginning may hold the scheme.
  if (!url.startsWith('${')) await engineFor(url);
  const files = initFiles({ project: name ?? slug(basename(root)), url });
  for (const path of Object.keys(files)) {
    if (await exists(join(root, path)))
      throw new FaultlineError('INVALID_ARGUMENT', `${path} is there already; nothing was written`, {
        hint: 'Move it away, or start in another folder.',
      });
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text, { flag: 'wx' });
  }
  const written = Object.keys(files);
  session.write(
    inFormat(session.options.format, {
      text: () => `${written.map((path) => `Wrote ${path}\n`).join('')}\n${next(url)}\n`,
      json: () => documentText({ formatVersion: 1, folder: root, written }),
    }),
  );
  return 0;
}

/** What is left to do before the first plan. */
function next(url: string): string {
  const variables = variablesOf(url);
  const first = [
    ...(url === exampleUrl ? ['set the target in faultline.yaml'] : []),
    ...(variables.length === 0 ? [] : [`set ${variables.join(' and ')}`]),
  ];
  const before = first.length === 0 ? '' : `${first.join(', ')}, then `;
  return `Next: ${before}faultline inspect, faultline plan, faultline apply.`;
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/gu, '-')
      .replaceAll(/^-+|-+$/gu, '') || 'data-quality'
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
