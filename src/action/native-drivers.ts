import type { Session } from '../cli/session.ts';
import { chooseTargets, openProject } from '../cli/workspace.ts';
import { nativeDriverOf, parquetWriter } from '../engine/native-driver.ts';
import { resolveSecrets } from '../scenario/secrets.ts';
import type { Inputs } from './inputs.ts';

/**
 * The npm packages with machine code that a step needs: by the URLs of its targets, and for labels as Parquet. What is wrong with
 * project or secrets is not said here: the command itself will.
 */
export async function nativeDrivers(session: Session, inputs: Inputs): Promise<ReadonlySet<string>> {
  if (inputs.command === 'validate') return new Set();
  const urls = await targetUrls(session, inputs).catch(() => []);
  const drivers = urls.map(nativeDriverOf).filter((name) => name !== undefined);
  const writesParquet =
    inputs.command === 'labels' && (inputs.labelsFormat === 'parquet' || inputs.labelsFile.endsWith('.parquet'));
  return new Set([...drivers, ...(writesParquet ? [parquetWriter] : [])]);
}

async function targetUrls(session: Session, { target }: Inputs): Promise<readonly string[]> {
  const chosen = chooseTargets(await openProject(session), target);
  const urls: string[] = [];
  for (const { url } of chosen) {
    const resolved = await resolveSecrets(url).catch(() => undefined);
    for (const secret of resolved?.secrets ?? []) session.hide(secret);
    if (resolved !== undefined) urls.push(resolved.value);
  }
  return urls;
}
