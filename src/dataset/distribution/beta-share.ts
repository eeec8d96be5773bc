import { logGamma } from './log-gamma.ts';

/** Shares of a beta distribution at a point whose odds x / (1 - x) are e^logit, as logarithms, so that none is too small. */
export interface BetaShares {
  readonly logBelow: number;
  readonly logAbove: number;
  /** Logarithm of the density of the logit there. */
  readonly logDensity: number;
}

/** The beta distribution function (DLMF 8.17.22: a continued fraction, evaluated by Lentz's algorithm). */
export function betaShares(alpha: number, beta: number, logit: number): BetaShares {
  const [logX, logRest] = [-softplus(-logit), -softplus(logit)];
  const [x, rest] = [Math.exp(logX), Math.exp(logRest)];
  const logBeta = logGamma(alpha) + logGamma(beta) - logGamma(alpha + beta);
  const logDensity = alpha * logX + beta * logRest - logBeta;
  if (x < (alpha + 1) / (alpha + beta + 2)) {
    const logBelow = logDensity + Math.log(fraction(alpha, beta, x) / alpha);
    return { logBelow, logAbove: logOfRest(logBelow), logDensity };
  }
  const logAbove = logDensity + Math.log(fraction(beta, alpha, rest) / beta);
  return { logBelow: logOfRest(logAbove), logAbove, logDensity };
}

/** ln(1 + e^x), also where the power has no end. */
function softplus(x: number): number {
  return x > 40 ? x : Math.log1p(Math.exp(x));
}

/** ln(1 - e^log). */
function logOfRest(log: number): number {
  return Math.log(-Math.expm1(Math.min(log, -Number.MIN_VALUE)));
}

const mostTerms = 20_000;
const tiny = 1e-300;

function fraction(a: number, b: number, x: number): number {
  let numerator = 1;
  let denominator = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let value = denominator;
  for (let m = 1; m < mostTerms; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let factor = 1;
    for (const term of [even, odd]) {
      denominator = 1 / apart(1 + term * denominator);
      numerator = apart(1 + term / numerator);
      factor = numerator * denominator;
      value *= factor;
    }
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return value;
}

/** Kept from zero, by which the algorithm divides. */
function apart(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
