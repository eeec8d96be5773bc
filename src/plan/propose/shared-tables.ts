import type { Choice, Proposal, TargetProposals } from '../../model/proposal.ts';
import type { TableName } from '../../model/table.ts';
import { writtenTable } from '../parse-table-name.ts';

/** A table that plays a role in a target, by its binding or by what is proposed. */
export interface Use {
  readonly target: string;
  readonly role: string;
  /** The server, and the database on it: equal texts are one database. Never shown. */
  readonly database: string;
  readonly table: TableName;
}

/** Proposals that are no longer sure where their table has a part in another target, too, and what to say of that. */
export interface Unshared {
  readonly targets: readonly TargetProposals[];
  readonly warnings: readonly string[];
}

/**
 * Looks for tables that two targets have in common: one scenario would break them once for each of its targets.
 * @param uses of all the targets: of their bindings, and of what is proposed
 */
export function unshareTables(targets: readonly TargetProposals[], uses: readonly Use[]): Unshared {
  const tables = Map.groupBy(uses, ({ database, table }) => JSON.stringify([database, table.schema, table.name]));
  const shared = [...tables.values()].filter((own) => new Set(own.map(({ target }) => target)).size > 1);
  return {
    targets: targets.map((each) => ({
      ...each,
      proposals: each.proposals.map((proposal) => {
        const own = shared.find((group) =>
          group.some(({ target, role }) => target === each.target && role === proposal.role),
        );
        const other = own?.find(({ target }) => target !== each.target);
        return other === undefined ? proposal : lessSure(proposal, other.target);
      }),
    })),
    warnings: shared.map(inWords),
  };
}

function lessSure(proposal: Proposal, other: string): Proposal {
  const { table, certainty } = proposal;
  if (table === undefined) return proposal;
  const doubtful: Choice = {
    ...table,
    certainty: table.certainty === 'sure' ? 'likely' : table.certainty,
    reasons: [...table.reasons, `${other} has it, too`],
  };
  return { ...proposal, table: doubtful, certainty: certainty === 'sure' ? 'likely' : certainty };
}

function inWords(uses: readonly Use[]): string {
  const parts = uses.map(({ target, role }) => `${role} in ${target}`);
  return `${writtenTable(uses[0]!.table)} is ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}: it is one table of one database, which a scenario for these targets would break once for each of them`;
}
