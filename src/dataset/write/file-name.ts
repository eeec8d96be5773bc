/** Names that Windows gives to devices, with any ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name as a file may have it on every system: what paths are made of, and control characters, percent-encoded. */
export function fileName(name: string): string {
  if (devices.test(name)) return `%${hex(name.charCodeAt(0))}${name.slice(1)}`;
  return name.replace(/[\p{Cc}"%*/:<>?\\|]|^\.|[. ]$/gu, (character) => `%${hex(character.charCodeAt(0))}`);
}

/** A folder of a partition, as Hive names it: `country=DE`; NULL has a name of its own. */
export function partitionFolder(column: string, value: string | null): string {
  return `${escaped(column)}=${value === null ? '__HIVE_DEFAULT_PARTITION__' : escaped(value)}`;
}

/** Letters and digits of ASCII, and `-_.~`, stay as they are, but for a point at the end; every other byte of UTF-8 is percent-encoded. */
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]|\.$/g,
    (character) => `%${hex(character.charCodeAt(0))}`,
  );
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(2, '0');
}
