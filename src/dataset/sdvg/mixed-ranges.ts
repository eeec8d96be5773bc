/** Numbers between two bounds, each as likely as any other. */
export interface MixedPiece {
  /** Both inclusive. */
  readonly from: number;
  readonly to: number;
  /** Of all values, relative to the other pieces. */
  readonly share: number;
}

/**
 * Pieces without overlaps, rising, that hold as many values everywhere as the given ones together.
 * @param step the distance of two neighbouring numbers
 */
export function mixedRanges(pieces: readonly MixedPiece[], step: number): readonly MixedPiece[] {
  const starts = [...new Set(pieces.flatMap(({ from, to }) => [tidy(from), tidy(to + step)]))].toSorted(
    (a, b) => a - b,
  );
  const found: MixedPiece[] = [];
  for (const [index, start] of starts.slice(0, -1).entries()) {
    const end = tidy(starts[index + 1]! - step);
    const share = pieces.reduce((sum, each) => sum + shareWithin(each, start, end, step), 0);
    if (share > 0) found.push({ from: start, to: Math.max(start, end), share });
  }
  return found;
}

function shareWithin({ from, to, share }: MixedPiece, start: number, end: number, step: number): number {
  if (tidy(from) > start || tidy(to) < end) return 0;
  return (share * (end - start + step)) / (to - from + step);
}

function tidy(value: number): number {
  return Number(value.toPrecision(15));
}
