import { isBuiltin } from 'node:module';
import { relative, sep } from 'node:path';
import { rolldown, type OutputChunk } from 'rolldown';

export interface Bundle {
  /** Text by path from the repository's top. */
  readonly files: ReadonlyMap<string, string>;
  /** Paths of the modules of packages that are in it, from the repository's top. */
  readonly modules: readonly string[];
}

/** Packages that hold machine code, which the action installs when they are needed. */
const nativePackages = ['@duckdb/node-api'];

/**
 * The action with everything it needs, in files that load when they are needed: a driver is in none that another
 * engine loads. The same sources give the same bytes, wherever they are.
 */
export async function bundleAction(root: string): Promise<Bundle> {
  const build = await rolldown({
    cwd: root,
    input: { main: 'src/action/main.ts' },
    platform: 'node',
    external: nativePackages,
    // What rolldown cannot be sure of is a failure: the action is run where nobody looks at warnings.
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  const { output } = await build.generate({
    dir: 'dist/action',
    format: 'esm',
    minify: true,
    comments: { legal: false },
    chunkFileNames: ({ facadeModuleId, name }) => `${chunkName(root, facadeModuleId) ?? `shared-${name}`}.js`,
  });
  await build.close();
  const chunks = output.filter((each): each is OutputChunk => each.type === 'chunk');
  if (chunks.length !== output.length) throw new Error('the bundle has files that are no modules');
  refuseForeignImports(chunks);
  return {
    files: new Map(chunks.map(({ fileName, code }) => [`dist/action/${fileName}`, code])),
    modules: chunks
      .flatMap(({ moduleIds }) => moduleIds)
      .map((id) => relative(root, id).split(sep).join('/'))
      .filter((path) => path.startsWith('node_modules/'))
      .toSorted(),
  };
}

/** Where the action runs there are no packages but those that it installs. */
function refuseForeignImports(chunks: readonly OutputChunk[]): void {
  const own = new Set([...chunks.map(({ fileName }) => fileName), ...nativePackages]);
  const foreign = chunks
    .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
    .filter((name) => !own.has(name) && !isBuiltin(name));
  if (foreign.length > 0) throw new Error(`the bundle imports ${[...new Set(foreign)].join(', ')}`);
}

/** `engine-oracle-connection` of `src/engine/oracle/connection.ts`: files of one name are in many folders. */
function chunkName(root: string, moduleId: string | null): string | undefined {
  const [, path] =
    moduleId === null ? [] : (/^src\/(.*)\.ts$/u.exec(relative(root, moduleId).split(sep).join('/')) ?? []);
  return path?.replaceAll('/', '-');
}
