/** What is wrong with a pair of parameters `min` and `max`. */
export function rangeProblem({ min, max }: { readonly min: number; readonly max: number }) {
  return min > max ? [{ key: 'max', message: `max, ${max}, is below min, ${min}`, hint: 'Exchange min and max.' }] : [];
}
