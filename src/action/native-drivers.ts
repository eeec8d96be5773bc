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
  const drivers = await driversOfTargets(session, inputs).catch(() => []);
  const writesParquet =
    inputs.command === 'labels' && (inputs.labelsFormat === 'parquet' || inputs.labelsFile.endsWith('.parquet'));
  return new Set([...drivers, ...(writesParquet ? [parquetWriter] : [])]);
}

async function driversOfTargets(session: Session, { target }: Inputs): Promise<readonly string[]> {
  const project = await openProject(session);
  const chosen = chooseTargets(project, target);
  const drivers: string[] = [];
  for (const { url } of chosen) {
    const resolved = await resolveSecrets(url).catch(() => undefined);
    for (const secret of resolved?.secrets ?? []) session.hide(secret);
    const driver = resolved && nativeDriverOf(resolved.value, project.root);
    if (driver !== undefined) drivers.push(driver);
  }
  return drivers;
}
