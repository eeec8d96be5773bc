/** What speaks for a name, in points, and why. */
export interface Evidence {
  readonly points: number;
  readonly reasons: readonly string[];
}

/** One thing that speaks for (or, with fewer than 0 points, against) something. No reason where it goes without saying. */
export interface Finding {
  readonly points: number;
  readonly reason?: string | undefined;
}

/** The findings together; those that weigh nothing are left out. */
export function weigh(findings: readonly (Finding | undefined)[]): Evidence {
  const found = findings.filter((finding) => finding !== undefined && finding.points !== 0) as readonly Finding[];
  return {
    points: found.reduce((sum, { points }) => sum + points, 0),
    reasons: found.flatMap(({ reason }) => reason ?? []),
  };
}
