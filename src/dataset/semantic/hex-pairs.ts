/** The 256 values of a byte in two hexadecimal digits of lower case, in order. */
export const hexPairs: readonly string[] = Array.from({ length: 256 }, (_, value) =>
  value.toString(16).padStart(2, '0'),
);
