import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { inferDataset, type InferOptions } from '../../dataset/infer/infer-dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Project, Target } from '../../model/project.ts';
import { documentText, inFormat } from '../choose-format.ts';
import type { Session } from '../session.ts';
import { writeNewFile } from '../write-file.ts';
import { chooseTargets, inConnection, openProject } from '../workspace.ts';

export interface InferCommandOptions {
  readonly table: readonly string[];
  readonly name?: string | undefined;
  readonly out?: string | undefined;
  readonly withValues?: boolean | undefined;
}

/** Proposes a data set like a target or a file. */
export async function infer(session: Session, source: string, options: InferCommandOptions): Promise<number> {
  const { out } = options;
  if (out !== undefined && existsSync(out))
    throw new FaultlineError('INVALID_ARGUMENT', `${out} is there already; nothing was written`, {
      hint: 'Name another file.',
    });
  refuseOtherSources(source);
  const { project, target, tables } = isFile(source)
    ? aroundFile(source)
    : { project: await openProject(session), target: undefined, tables: options.table };
  const chosen = target ?? chooseTargets(project, [source])[0]!;
  const { text, notes } = await inConnection(session, project, chosen, { readOnly: true }, (connection) => {
    const { product, version } = connection.server;
    const request: InferOptions = {
      name: options.name ?? slug(basename(source)),
      source: target === undefined ? `${source} (${product} ${version})` : basename(source),
      tables: tables.length === 0 ? undefined : tables,
      withValues: options.withValues,
      observe: (table) => session.progress.show(`reading ${table}`),
    };
    return inferDataset(connection, request);
  });
  if (out !== undefined) await writeNewFile(out, text);
  for (const note of notes) session.log.warn(note);
  session.write(
    inFormat(session.options.format, {
      text: () => (out === undefined ? text : `Wrote ${out}\n\nNext: faultline generate ${out} --dry-run\n`),
      json: () => documentText({ formatVersion: 1, dataset: text, notes, written: out ?? null }),
    }),
  );
  return 0;
}

const readable = /\.(csv|tsv|jsonl|ndjson)(\.gz)?$|\.parquet$/i;

/** @throws INVALID_ARGUMENT for folders and files that are not read, FILE_NOT_FOUND for a path where nothing is */
function refuseOtherSources(source: string): void {
  const isThere = existsSync(source);
  if (isThere && statSync(source).isDirectory())
    throw new FaultlineError('INVALID_ARGUMENT', `${source} is a folder`, {
      hint: `Make it a target of faultline.yaml, {url: "files:${source}", environment: development}, and name the target.`,
    });
  if (isThere && !readable.test(source))
    throw new FaultlineError('INVALID_ARGUMENT', `the ending of ${source} is of no format that is read`, {
      hint: 'Known are .csv, .tsv, .jsonl, .ndjson, each also with .gz, and .parquet.',
    });
  if (!isThere && (/[\\/]/.test(source) || readable.test(source)))
    throw new FaultlineError('FILE_NOT_FOUND', `there is no file ${source}`, {
      hint: 'Name a file, or a target of faultline.yaml.',
    });
}

function isFile(source: string): boolean {
  return existsSync(source) && statSync(source).isFile();
}

/** A project that holds nothing but a file. */
function aroundFile(path: string): {
  readonly project: Project;
  readonly target: Target;
  readonly tables: readonly string[];
} {
  const table = slug(basename(path)).replaceAll('-', '_');
  const folder = dirname(resolve(path));
  const target: Target = {
    name: basename(path),
    url: `files:${encodeURI(folder)}`,
    environment: 'development',
    protect: [],
    limits: {},
    bind: {},
    tables: { [table]: basename(path).replaceAll(/[*?{},]/g, '?') },
    statementTimeout: 86_400,
  };
  const project = {
    name: 'infer',
    root: folder,
    targets: [target],
    scenarios: [],
    keepSnapshots: { amount: 1, unit: 'day' },
  } as const;
  return { project, target, tables: [table] };
}

/** Small letters, digits and dashes. */
function slug(text: string): string {
  const words = text
    .replace(/\..*$/, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['data'];
  return words.join('-').slice(0, 63).replace(/-$/, '');
}
