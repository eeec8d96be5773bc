/** Whether a name is meant by a pattern: the name itself, or a pattern in which `*` stands for any text. */
export function matchesGlob(pattern: string, name: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return new RegExp(`^${escaped.join('.*')}$`, 'u').test(name);
}
