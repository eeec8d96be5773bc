/** Rows that the same entries can change. */
export interface RowGroup {
  /** Bit i: entry i can. */
  readonly able: bigint;
  readonly rows: number;
}

/**
 * Shares groups of rows out among entries, each row to one that can change it, so that every entry gets as many as it
 * wants: a flow of the largest size, found along shortest paths (Edmonds and Karp 1972, J. ACM 19).
 * @returns rows of each group for each entry; an entry that gets less than it wants shows that it cannot be had
 */
export function shareOut(groups: readonly RowGroup[], wanted: readonly number[]): readonly (readonly number[])[] {
  const given = groups.map(() => wanted.map(() => 0));
  const free = groups.map(({ rows }) => rows);
  for (const entry of wanted.keys()) {
    for (let lacking = lackOf(entry); lacking > 0; lacking = lackOf(entry)) {
      const path = findPath(entry);
      if (path === undefined) break;
      follow(path, lacking);
    }
  }
  return given;

  function lackOf(entry: number): number {
    return wanted[entry]! - given.reduce((sum, shares) => sum + shares[entry]!, 0);
  }

  /** From an entry over groups, each taken from the entry that is next, to a group with free rows. */
  function findPath(start: number): readonly (readonly [entry: number, group: number])[] | undefined {
    const seen = new Set([start]);
    const queue: (readonly (readonly [number, number])[])[] = [[]];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const last = path.at(-1);
      const entries =
        last === undefined ? [start] : wanted.flatMap((_, entry) => (given[last[1]]![entry]! > 0 ? [entry] : []));
      for (const entry of entries) {
        if (last !== undefined && seen.has(entry)) continue;
        seen.add(entry);
        const reachable = [...groups.keys()].filter((group) => ((groups[group]!.able >> BigInt(entry)) & 1n) === 1n);
        const end = reachable.find((group) => free[group]! > 0);
        if (end !== undefined) return [...path, [entry, end]];
        queue.push(...reachable.map((group) => [...path, [entry, group] as const]));
      }
    }
    return undefined;
  }

  function follow(path: readonly (readonly [entry: number, group: number])[], lacking: number): void {
    const passed = path.slice(1).map(([entry], index) => given[path[index]![1]]![entry]!);
    const rows = Math.min(lacking, free[path.at(-1)![1]]!, ...passed);
    for (const [index, [entry, group]] of path.entries()) {
      given[group]![entry]! += rows;
      const next = path[index + 1];
      if (next === undefined) free[group]! -= rows;
      else given[group]![next[0]]! -= rows;
    }
  }
}
