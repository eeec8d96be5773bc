import type { Anomaly } from '../../model/anomaly.ts';

/** `with` of a step that leaves all of it to the defaults. */
export function parametersByDefault({ parameters }: Anomaly): Readonly<Record<string, unknown>> {
  const properties = (parameters['properties'] ?? {}) as Readonly<Record<string, { readonly default?: unknown }>>;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) =>
      schema.default === undefined ? [] : [[name, schema.default] as const],
    ),
  );
}
