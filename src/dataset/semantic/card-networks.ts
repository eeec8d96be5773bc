/** Networks of payment cards: how many digits a number has, and with which it begins (ISO/IEC 7812), from and to. */
export const cardNetworks = {
  visa: { digits: 16, prefixes: [[4, 4]] },
  mastercard: {
    digits: 16,
    prefixes: [
      [51, 55],
      [2221, 2720],
    ],
  },
  american_express: {
    digits: 15,
    prefixes: [
      [34, 34],
      [37, 37],
    ],
  },
  discover: {
    digits: 16,
    prefixes: [
      [6011, 6011],
      [65, 65],
    ],
  },
  diners_club: { digits: 14, prefixes: [[36, 36]] },
  jcb: { digits: 16, prefixes: [[3528, 3589]] },
  unionpay: { digits: 16, prefixes: [[62, 62]] },
} as const satisfies Readonly<
  Record<string, { readonly digits: number; readonly prefixes: readonly (readonly [number, number])[] }>
>;

export type CardNetwork = keyof typeof cardNetworks;

/** Card numbers of one network without their check digit, from `first` on. */
export interface CardRange {
  readonly first: bigint;
  readonly count: bigint;
}

/** The stretches of a network's numbers without their check digits. */
export function cardRanges(network: CardNetwork): readonly CardRange[] {
  const { digits, prefixes } = cardNetworks[network];
  return prefixes.map(([from, to]) => {
    const rest = 10n ** BigInt(digits - 1 - String(from).length);
    return { first: BigInt(from) * rest, count: BigInt(to - from + 1) * rest };
  });
}
