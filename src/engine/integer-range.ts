/** Smallest and largest value of a whole-number type, as decimal text. */
export function integerRange(bits: number, isSigned = true): { readonly min: string; readonly max: string } {
  const values = 1n << BigInt(bits);
  return isSigned
    ? { min: String(-values / 2n), max: String(values / 2n - 1n) }
    : { min: '0', max: String(values - 1n) };
}
