/** Addresses of IPv4 as whole numbers of 32 bits: from the first one on. */
export interface AddressRange {
  readonly first: number;
  readonly count: number;
}

/** A range such as `10.0.0.0/8`; undefined for what is none. */
export function readCidr(text: string): AddressRange | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  const [octets, length] = [match?.slice(1, 5).map(Number), Number(match?.[5])];
  if (octets === undefined || octets.some((octet) => octet > 255) || length > 32) return undefined;
  const count = 2 ** (32 - length);
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return { first: address - (address % count), count };
}
