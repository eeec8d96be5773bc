import { FaultlineError } from '../../model/errors.ts';
import { globPattern } from '../../model/glob.ts';
import { stemOf, type DataFile } from './data-file.ts';
import { refuseLink, type Listing } from './list-files.ts';

/** The files whose rows make a table, at least one, all of one format, sorted by path. */
export type TableFiles = readonly [DataFile, ...DataFile[]];

/**
 * The tables of a folder.
 * @param globs of files by table, relative to the folder; absent = each file at the top is a table by its stem, and each
 * folder there one of all files below it
 * @throws UNSUPPORTED for links and for tables of Delta Lake, Iceberg and Hudi; INVALID_VALUE for globs that lead out of
 * the folder; DUPLICATE_NAME where two files would be one table
 */
export function tablesOf(
  listing: Listing,
  globs: Readonly<Record<string, string>> | undefined,
): ReadonlyMap<string, TableFiles> {
  const groups = globs === undefined ? byPlace(listing) : byGlobs(listing, globs);
  const tables = new Map<string, TableFiles>();
  for (const [name, [first, ...others]] of groups) {
    if (first === undefined) continue;
    const odd = others.find((file) => file.format !== first.format);
    if (odd)
      throw new FaultlineError('UNSUPPORTED', `table "${name}" has files of two formats: ${first.path}, ${odd.path}`, {
        hint: `Say which are meant, in faultline.yaml: tables: {${name}: "${name}/**/*.${first.format}"}`,
      });
    tables.set(name, [first, ...others]);
  }
  return tables;
}

function byPlace({ files, lakes, links }: Listing): ReadonlyMap<string, readonly DataFile[]> {
  if (lakes[0]) refuseLake(lakes[0]);
  if (links[0] !== undefined) refuseLink(links[0]);
  const groups = new Map<string, DataFile[]>();
  for (const file of files) {
    const [top = '', ...rest] = file.path.split('/');
    const name = rest.length === 0 ? stemOf(file.path) : top;
    const known = groups.get(name);
    if (known && (rest.length === 0 || !known[0]!.path.includes('/')))
      throw new FaultlineError('DUPLICATE_NAME', `${known[0]!.path} and ${file.path} would both be table "${name}"`, {
        hint: `Name the tables of this target in faultline.yaml: tables: {${name}: "${file.path}"}`,
      });
    groups.set(name, [...(known ?? []), file]);
  }
  return groups;
}

function byGlobs(
  { files, lakes, links }: Listing,
  globs: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly DataFile[]> {
  return new Map(
    Object.entries(globs).map(([name, glob]) => {
      if (glob.startsWith('/') || /^[A-Za-z]:/.test(glob) || glob.split('/').includes('..'))
        throw new FaultlineError('INVALID_VALUE', `the glob "${glob}" of table "${name}" leads out of the folder`, {
          hint: 'Globs of `tables` are relative to the folder of the URL and stay inside of it.',
        });
      const pattern = globPattern(glob.replace(/^\.\//, ''));
      const lake = lakes.find(
        ({ path }) => path === '.' || glob.startsWith(`${path}/`) || pattern.test(`${path}/x.parquet`),
      );
      if (lake) refuseLake(lake);
      const link = links.find((path) => pattern.test(path) || glob.startsWith(`${path}/`));
      if (link !== undefined) refuseLink(link);
      return [name, files.filter(({ path }) => pattern.test(path))] as const;
    }),
  );
}

function refuseLake({ path, of }: Listing['lakes'][number]): never {
  throw new FaultlineError(
    'UNSUPPORTED',
    `${path} is a table of ${of}: its own log would not know of files that are changed beside it`,
    {
      hint: `Export its rows to Parquet files in a folder without that log, or name other files in \`tables\` of the target.`,
    },
  );
}
