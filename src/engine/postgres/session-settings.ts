/** What makes text the same in every session. */
export const pinned: readonly (readonly [setting: string, value: string])[] = [
  ['timezone', 'UTC'],
  ['datestyle', 'ISO, YMD'],
  ['intervalstyle', 'postgres'],
  ['extra_float_digits', '1'],
  ['bytea_output', 'hex'],
  ['standard_conforming_strings', 'on'],
  ['jit', 'off'],
  // A policy would hide rows, and a hidden row looks like one that is gone: an error instead.
  ['row_security', 'off'],
];
