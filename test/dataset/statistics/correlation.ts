/** Pearson's correlation of two lists of one length. */
export function correlation(left: Float64Array, right: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(left), mean(right)];
  let [product, leftSquares, rightSquares] = [0, 0, 0];
  for (const [index, value] of left.entries()) {
    product += (value - a) * (right[index]! - b);
    leftSquares += (value - a) ** 2;
    rightSquares += (right[index]! - b) ** 2;
  }
  return product / Math.sqrt(leftSquares * rightSquares);
}
