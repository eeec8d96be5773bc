import { engineBases, engines, layers, packageImporters } from '../layers.ts';

/** `.oxlintrc.json`: the rules of the house, and those that the layer table implies. */
export function lintConfiguration(): { readonly path: string; readonly text: string } {
  const configuration = {
    $schema: './node_modules/oxlint/configuration_schema.json',
    plugins: ['typescript', 'unicorn', 'oxc', 'import'],
    categories: { correctness: 'error' },
    options: { reportUnusedDisableDirectives: 'error' },
    rules: houseRules,
    ignorePatterns: ['lib/**', 'dist/**', 'coverage/**'],
    overrides: [
      {
        files: ['src/anomaly/{pipeline,quality,business}/*.ts', 'src/dataset/types/*/*.ts'],
        rules: { 'import/no-default-export': 'off' },
      },
      { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' } },
      { files: ['src/cli/**', 'scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
      ...folders().map(importRules),
    ],
  };
  return { path: '.oxlintrc.json', text: `${JSON.stringify(configuration, null, 2)}\n` };
}

const houseRules = {
  'eslint/eqeqeq': ['error', 'always'],
  'eslint/max-lines': ['warn', { max: 300, skipBlankLines: true }],
  'eslint/no-console': 'error',
  'eslint/no-var': 'error',
  'eslint/prefer-const': 'error',
  'import/no-cycle': 'error',
  'import/no-default-export': 'error',
  'typescript/await-thenable': 'error',
  'typescript/consistent-type-imports': 'error',
  // Rows hold unknown values that are text by the statement that selects them.
  'typescript/no-base-to-string': 'off',
  'typescript/no-explicit-any': 'error',
  'typescript/no-floating-promises': 'error',
  'typescript/no-misused-promises': 'error',
  // A text is spread where its code points are meant.
  'typescript/no-misused-spread': 'off',
  'typescript/no-namespace': 'error',
  'typescript/only-throw-error': 'error',
  // Contracts are plain objects of functions, none of which has a `this`.
  'typescript/unbound-method': 'off',
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

interface Folder {
  readonly path: string;
  readonly layer: string;
  /** Folders of src, and of src/engine, that its files must not import. */
  readonly forbidden: readonly string[];
}

function folders(): readonly Folder[] {
  const plain = Object.entries(layers).map(([layer, allowed]: [string, readonly string[]]) => ({
    path: layer,
    layer,
    forbidden: Object.keys(layers).filter((other) => other !== layer && !allowed.includes(other)),
  }));
  const engine = plain.find((folder) => folder.layer === 'engine')?.forbidden ?? [];
  const eachEngine = engines.map((name) => ({
    path: `engine/${name}`,
    layer: 'engine',
    forbidden: [...engine, ...engines.filter((other) => other !== name && other !== engineBases[name])],
  }));
  return [...plain, ...eachEngine];
}

function importRules({ path, layer, forbidden }: Folder): object {
  const packages = Object.entries(packageImporters)
    .filter(([, importers]) => !importers.includes(path) && !importers.includes(layer))
    .map(([name, importers]) => ({
      regex: `^${name}(/|$)`,
      message: `Only ${importers.map((importer) => `src/${importer}`).join(' and ')} imports ${name}.`,
    }));
  const others = forbidden.length === 0 ? [] : [layerPattern(path, forbidden)];
  return {
    files: [`src/${path}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns: [...others, ...packages] }] },
  };
}

function layerPattern(path: string, forbidden: readonly string[]): object {
  return {
    regex: `^(\\.\\./)+(${forbidden.join('|')})/`,
    message: `The layer table (scripts/layers.ts) does not let src/${path} import this folder.`,
  };
}
