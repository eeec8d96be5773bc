/** Every engine that the tests know, in the order in which people read of them. */
export const engineNames = ['postgres', 'duckdb', 'mariadb', 'mysql', 'sqlserver', 'oracle'] as const;
export type EngineName = (typeof engineNames)[number];

/** Engines with a server; DuckDB runs in the process that asks it. */
export type ServerName = Exclude<EngineName, 'duckdb'>;

/** Where an engine's server is in this run, or why there is none. */
export type ServerOfRun = { readonly url: string } | { readonly missing: string };

/**
 * The engines that a variable of the environment lists, with commas between.
 * @throws Error for a name that is none of them: a typing error must not mean "none"
 */
export function enginesIn(variable: string): readonly EngineName[] {
  const names = (process.env[variable] ?? '').split(',').map((name) => name.trim());
  return names.filter((name) => name !== '').map((name) => engineNamed(name, variable));
}

function engineNamed(name: string, variable: string): EngineName {
  const found = engineNames.find((each) => each === name);
  if (found === undefined) throw new Error(`${variable}: "${name}" is none of ${engineNames.join(', ')}`);
  return found;
}
