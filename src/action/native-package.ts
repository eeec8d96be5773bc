import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FaultlineError } from '../model/errors.ts';
import type { Log } from '../model/log.ts';

export interface Provision {
  /** Where the package is looked for first: what is installed there is used as it is. */
  readonly workingDirectory: string;
  /** Where it is installed to, for this and later runs. */
  readonly cache: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Sees to it that `import` finds a package that holds machine code and so is in no bundle: installed where the step
 * works, or by npm at the version of Faultline's own package.json.
 * @throws DRIVER_MISSING where npm is missing or fails; INTERRUPTED
 */
export async function provideNativePackage(name: string, provision: Provision): Promise<void> {
  const { workingDirectory, cache, log } = provision;
  if (isInstalled(name, workingDirectory)) {
    importFrom(name, workingDirectory);
    return;
  }
  const version = pinnedVersion(name);
  const folder = join(
    cache,
    'faultline',
    name.replaceAll(/[^a-z0-9-]/giu, '_'),
    version,
    `${process.platform}-${process.arch}`,
  );
  if (!isInstalled(name, folder)) {
    const started = performance.now();
    log.info('installing a driver', { package: `${name}@${version}` });
    await install(name, version, folder, provision);
    log.info('driver installed', { package: `${name}@${version}`, ms: Math.round(performance.now() - started) });
  }
  importFrom(name, folder);
}

/** Version that the package has among Faultline's dependencies. */
function pinnedVersion(name: string): string {
  // Two folders up in the sources and in the bundle alike.
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { dependencies } = JSON.parse(text) as { readonly dependencies: Readonly<Record<string, string>> };
  const version = dependencies[name];
  if (version === undefined) throw new Error(`package.json does not depend on ${name}`);
  return version;
}

function isInstalled(name: string, folder: string): boolean {
  try {
    createRequire(join(folder, 'package.json')).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function importFrom(name: string, folder: string): void {
  const parentURL = pathToFileURL(join(folder, 'package.json')).href;
  registerHooks({
    resolve: (specifier, context, next) => next(specifier, specifier === name ? { ...context, parentURL } : context),
  });
}

/** Into a folder beside it that then takes its name, so that one of this name is always whole. */
async function install(name: string, version: string, folder: string, provision: Provision): Promise<void> {
  const specifier = `${name}@${version}`;
  mkdirSync(dirname(folder), { recursive: true });
  const partial = mkdtempSync(`${folder}-`);
  try {
    writeFileSync(join(partial, 'package.json'), '{"private": true}\n');
    // Scripts of packages are not run: the machine code comes as it is.
    const words = [
      'install',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--ignore-scripts',
      '--save-exact',
      specifier,
    ];
    await npm(words, partial, specifier, provision);
    moveTo(partial, folder, name);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function moveTo(partial: string, folder: string, name: string): void {
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another step may have been quicker.
    if (!isInstalled(name, folder)) throw error;
  }
}

function npm(words: readonly string[], cwd: string, specifier: string, { signal, log }: Provision): Promise<void> {
  const failed = (problem: string, cause?: unknown) =>
    signal.aborted
      ? new FaultlineError('INTERRUPTED', 'interrupted while installing a driver')
      : new FaultlineError('DRIVER_MISSING', `${specifier} cannot be installed: ${problem}`, {
          hint: `Install it in a step before: npm install --no-save ${specifier}`,
          cause,
        });
  return new Promise((resolve, reject) => {
    // On Windows npm is a script of the shell; none of the words needs quoting.
    const child = spawn('npm', words, {
      cwd,
      signal,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (printed += text));
    child.once('error', (error) => reject(failed(error.message, error)));
    child.once('close', (code) => {
      log.debug('npm ended', { code, printed });
      if (code === 0) resolve();
      else reject(failed(printed.trim().split('\n').slice(-3).join(' ')));
    });
  });
}
