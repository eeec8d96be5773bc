import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A temporary folder with these files, by relative path; it is gone after the test. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

export const projectText = `apiVersion: faultline/v1
kind: Project
project: acme-dq
targets:
  shop: {url: "\${env:SHOP_URL}", environment: staging}
  staging-eu: {url: "duckdb:eu.duckdb", environment: test}
  staging-us: {url: "duckdb:us.duckdb", environment: test}
`;

/** A scenario file of this name and target. */
export function scenarioNamed(name: string, target = 'shop'): string {
  return `apiVersion: faultline/v1
kind: Scenario
name: ${name}
target: ${target}
steps:
  - {id: emails, anomaly: null-spike, table: customers, column: email}
`;
}
