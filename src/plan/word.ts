/** Whether a name stands as a word of its own in a text of SQL, in whatever case: maybe in another sense. */
export function hasWord(text: string, name: string): boolean {
  const literal = name.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])${literal}(?![\p{L}\p{N}_])`, 'iu').test(text);
}
