import { writeFile } from 'node:fs/promises';
import type { Connection } from '../model/engine.ts';
import type { TargetFailure } from '../model/failure.ts';
import type { Script, ScriptEntry } from '../model/script.ts';
import { scriptStatements, scriptText } from '../output/script-text.ts';
import { documentText, inFormat } from './choose-format.ts';
import { reportFailures } from './report-error.ts';
import type { Session } from './session.ts';
import { version } from './version.ts';

/** @param does what the script is for, the end of a sentence */
export function scriptFor(
  target: string,
  { server, dialect }: Connection,
  entries: readonly ScriptEntry[],
  does: string,
  session: Session,
): Script {
  const { product, version: serverVersion, database } = server;
  return {
    target,
    product,
    version: serverVersion,
    database,
    about: [
      `Written by Faultline ${version()} at ${session.clock().toISOString()}: ${does}. Nothing of it has been run.`,
      'It ends at the first thing that is not as it was when it was written, and its transaction with it: a run applied or ended since, a row or a value that is not the planned one, a row that others change meanwhile. Run ids and times are as of then.',
      'It does not check: columns that tables have got since, and what faultline.yaml says by then of limits and protected tables. What it has prepared before it ends is cleared away by: faultline recover',
    ],
    entries,
    scripting: dialect.script,
  };
}

/** The result of a command that writes scripts: on stdout, or into a file that only its owner reads. @returns the exit code */
export async function writeScripts(
  session: Session,
  scripts: readonly Script[],
  failures: readonly TargetFailure[],
  out: string | undefined,
): Promise<number> {
  if (out !== undefined) {
    // Not redacted: what a script holds is of the project's files, which hold no secrets.
    await writeFile(out, scriptText(scripts), { mode: 0o600 });
    session.log.debug('script saved', { path: out });
  }
  session.write(
    inFormat(session.options.format, {
      text: () => (out === undefined ? scriptText(scripts) : `Saved: ${out}\n`),
      json: () => documentText(scriptsJson(scripts, failures)),
    }),
  );
  return reportFailures(session, failures);
}

function scriptsJson(scripts: readonly Script[], failures: readonly TargetFailure[]): object {
  return {
    formatVersion: 1,
    targets: scripts.map((script) => ({
      target: script.target,
      product: script.product,
      client: script.scripting.client,
      statements: scriptStatements(script),
      script: scriptText([script]),
    })),
    ...(failures.length > 0 && { failures }),
  };
}
