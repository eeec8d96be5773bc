/** Shortest text of which the ends are shown; of a shorter one they would tell too much. */
const shortestShown = 6;

const email = /^([^\s@]+)@([^\s@]+)\.([A-Za-z]{2,6})$/u;

/**
 * A value that may be shown to people who may not see the data: `8…1`, `j…@g….de`. Of a text its first and last
 * character at most, of an e-mail address the first of the name, the first of the host, and the top-level domain; what
 * is shorter than six characters is hidden wholly. NULL is no value and stays.
 */
export function maskValue(text: string): string;
export function maskValue(text: string | null): string | null;
export function maskValue(text: string | null): string | null {
  if (text === null) return null;
  const address = email.exec(text);
  if (address !== null) return maskEmail(address[1] ?? '', address[2] ?? '', address[3] ?? '');
  return ends(text);
}

function maskEmail(name: string, host: string, topLevel: string): string {
  return `${start(name)}@${start(host)}.${topLevel}`;
}

function start(text: string): string {
  const characters = Array.from(text);
  return characters.length < 3 ? '…' : `${characters[0]}…`;
}

function ends(text: string): string {
  const characters = Array.from(text);
  if (characters.length < shortestShown) return '…';
  return `${characters[0]}…${characters.at(-1)}`;
}
