/** The lower triangular factor of a symmetric matrix; undefined where the matrix is not positive definite. */
export function cholesky(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | undefined {
  const factor: number[][] = [];
  for (const [row, values] of matrix.entries()) {
    const line: number[] = [];
    for (let column = 0; column <= row; column += 1) {
      const above = column === row ? line : factor[column]!;
      const sum = line.slice(0, column).reduce((total, value, index) => total + value * above[index]!, 0);
      const rest = values[column]! - sum;
      if (column === row && rest <= 1e-12) return undefined;
      line.push(column === row ? Math.sqrt(rest) : rest / factor[column]![column]!);
    }
    factor.push(line);
  }
  return factor;
}
