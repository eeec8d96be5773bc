import type { Anomaly } from '../../model/anomaly.ts';
import type { TableProfile } from '../../model/profile.ts';
import type { Column } from '../../model/table.ts';
import { requiredParameters } from '../../scenario/step-schema.ts';
import { unsuitableOther } from '../unsuitable.ts';

/** Columns of a sum that are proposed: it was found of two. */
const partsOfSum = 2;

/** The other columns that a step of the anomaly needs, by their parameters. */
export type ProposedOthers = Readonly<Record<string, string | readonly string[]>>;

/**
 * The other columns that an anomaly of this column goes by, from what the columns have to do with each other.
 * @returns undefined where a parameter that a step has to give is left open
 */
export function proposeOthers(
  anomaly: Anomaly,
  subject: Column,
  profile: TableProfile,
  key: readonly Column[],
): ProposedOthers | undefined {
  const others: Record<string, string | readonly string[]> = {};
  for (const [parameter, { relation }] of Object.entries(anomaly.others ?? {})) {
    const candidates = profile.links
      .filter((link) => link.relation === relation && link.from === subject)
      .map(({ to }) => to)
      .filter(
        (column) => unsuitableOther({ anomaly, table: profile.table, key, subject }, parameter, column) === undefined,
      );
    const [first] = candidates;
    if (first === undefined) continue;
    others[parameter] = isList(anomaly, parameter)
      ? candidates.slice(0, partsOfSum).map(({ name }) => name)
      : first.name;
  }
  return requiredParameters(anomaly).every((parameter) => parameter in others) ? others : undefined;
}

function isList({ parameters }: Anomaly, parameter: string): boolean {
  const properties = parameters['properties'] as Readonly<Record<string, { readonly type?: string }>>;
  return properties[parameter]?.type === 'array';
}
