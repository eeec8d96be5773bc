import type { Connection } from '../model/engine.ts';
import type { Target } from '../model/project.ts';
import type { TargetProposals } from '../model/proposal.ts';
import type { Role } from '../model/role.ts';
import { parseTableName } from '../plan/parse-table-name.ts';
import { proposeBindings, type OpenRole, type Proposed } from '../plan/propose/propose-bindings.ts';
import type { Use } from '../plan/propose/shared-tables.ts';
import { serverOf } from '../plan/server-of.ts';
import { rolesFor } from '../scenario/roles-for.ts';
import type { Session } from './session.ts';
import { openConnection, type Workspace } from './workspace.ts';

/** Proposals for a target, and all tables that play roles in it or may do so. */
export interface ProposedTarget {
  readonly proposals: TargetProposals;
  readonly uses: readonly Use[];
}

/** Reads a target and proposes what could play the roles in it that are still open. @param wanted roles; none = all */
export async function proposeForTarget(
  session: Session,
  { project, scenarios }: Workspace,
  target: Target,
  wanted: readonly string[],
): Promise<ProposedTarget> {
  const roles = rolesFor(target.name, scenarios).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const open = roles.flatMap((role) => openRole(role, target) ?? []);
  const connection = await openConnection(session, project, target, { readOnly: true });
  try {
    await connection.begin('read only');
    const { product, version, database } = connection.server;
    const proposed = await proposeBindings(connection, open);
    return {
      proposals: {
        target: target.name,
        server: `${product} ${version}, db ${database}`,
        ...proposed,
        bound: roles.map(({ name }) => name).filter((name) => open.every((role) => role.name !== name)),
      },
      uses: usesOf(target, roles, proposed, connection.server.defaultSchema, await databaseOf(connection, target)),
    };
  } finally {
    await connection.close();
  }
}

/** What of a role is still to be bound in the target; undefined where nothing is. */
function openRole(role: Role, target: Target): OpenRole | undefined {
  const binding = target.bind[role.name];
  if (binding === undefined) return role;
  const needs = role.needs.filter((need) => binding.columns[need] === undefined);
  return needs.length === 0 ? undefined : { ...role, needs, table: binding.table };
}

/** The server, and the database on it; where schemas are databases it is the table's name that says which one. */
async function databaseOf({ dialect, server }: Connection, target: Target): Promise<string> {
  return `${await serverOf(target)} ${dialect.schemasAreDatabases ? '' : server.database}`;
}

function usesOf(
  target: Target,
  roles: readonly Role[],
  { proposals }: Proposed,
  defaultSchema: string,
  database: string,
): readonly Use[] {
  return roles.flatMap(({ name: role }) => {
    const proposed = proposals.find((proposal) => proposal.role === role);
    const written = target.bind[role]?.table ?? proposed?.table?.name;
    const table = written === undefined ? undefined : parseTableName(written, defaultSchema);
    return table === undefined ? [] : [{ target: target.name, role, database, table }];
  });
}
