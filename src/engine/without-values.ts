/**
 * A message of a database without the values of rows that it quotes: from the first quotation mark to the last, since
 * a value may hold any, and numbers behind "value" or as operands of an overflow. Only for messages about values;
 * what others quote are names.
 */
export function withoutValues(message: string): string {
  return message
    .replace(/'[\s\S]*'/, '…')
    .replace(/"[\s\S]*"/, '…')
    .replace(/(\bvalue )-?[\d.]+(e[+-]?\d+)?/i, '$1…')
    .replace(/(\bOverflow in .*)\([^()]*\)/, '$1(…)');
}
