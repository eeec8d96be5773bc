/** `1,204,311`. */
export function formatCount(count: number | bigint): string {
  return group(count.toString());
}

/** `1 row`, `824 rows`. */
export function formatRows(rows: number): string {
  return count(rows, 'row');
}

/** `1 step`, `1,024 steps`. */
export function count(amount: number, noun: string): string {
  return `${formatCount(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

/**
 * A fraction as a percentage that is never rounded to nothing or to everything: `0 %`, `<0.01 %`, `0.07 %`, `4.0 %`,
 * `99.9 %`, `100 %`.
 * @param fraction 0 to 1, or more for growth
 */
export function formatShare(fraction: number): string {
  return `${percentage(fraction)} %`;
}

/** As `formatShare`, without the sign. */
export function percentage(fraction: number): string {
  const percent = fraction * 100;
  if (percent === 0) return '0';
  if (percent < 0.01) return '<0.01';
  if (percent < 1) return percent.toFixed(2);
  if (percent < 100 && percent > 99.9) return '99.9';
  if (Number.isInteger(percent)) return group(percent.toString());
  return group(percent.toFixed(1));
}

/** A change between two figures: `+12.5 %`, `−50 %`, `×31`; empty where there is nothing to compare with
 * or the change is below a hundredth of a percent. */
export function formatGrowth(before: number, after: number): string {
  if (before === after) return 'unchanged';
  if (!(before > 0) || !Number.isFinite(after / before)) return '';
  const ratio = after / before;
  if (Math.abs(ratio - 1) < 0.000_1) return '';
  if (ratio >= 3) return `×${ratio >= 10 ? formatCount(Math.round(ratio)) : ratio.toFixed(1)}`;
  return `${ratio < 1 ? '−' : '+'}${formatShare(Math.abs(ratio - 1))}`;
}

/**
 * Decimal text with digits grouped and no more precision than a reader wants; text that is no plain decimal stays as it is.
 * @param text as a database writes it: `1234567.891`, `-0.00012`, `1e+20`
 */
export function formatDecimal(text: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const digits = Math.max(0, 6 - whole.replace(/^0+/, '').length);
  const leadingZeros = whole === '0' ? (/^0*/.exec(fraction)?.[0].length ?? 0) : 0;
  const rounded =
    fraction.length > digits + leadingZeros ? roundedDecimal(text, digits + leadingZeros) : `${whole}.${fraction}`;
  const [shown = '', decimals = ''] = rounded.replace(/^-/, '').split('.');
  const kept = decimals.replace(/0+$/, '');
  return `${sign}${group(shown)}${kept === '' ? '' : `.${kept}`}`;
}

/** `820 B`, `0.2 MB`, `1.3 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${Math.round(bytes)} B`;
  if (bytes < 100_000) return `${(bytes / 1_000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** `40 ms`, `0.3 s`, `12 s`, `3 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.1) return `${Math.max(1, Math.round(seconds * 1_000))} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}

function roundedDecimal(text: string, digits: number): string {
  return Number(text).toFixed(Math.min(20, digits));
}

function group(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
