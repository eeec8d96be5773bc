/**
 * The regular expression of a glob over paths with forward slashes: `*` and `?` stop at a slash, `**` does not,
 * `{a,b}` is a choice, `[…]` stands for itself.
 */
export function globPattern(glob: string): RegExp {
  let pattern = '';
  let depth = 0;
  for (let index = 0; index < glob.length; index += 1) {
    const rest = glob.slice(index);
    const character = glob.charAt(index);
    if (rest.startsWith('**/')) {
      pattern += '(?:[^/]+/)*';
      index += 2;
    } else if (rest.startsWith('**')) {
      pattern += '.*';
      index += 1;
    } else if (character === '*') {
      pattern += '[^/]*';
    } else if (character === '?') {
      pattern += '[^/]';
    } else if (character === '{' && rest.includes('}')) {
      pattern += '(?:';
      depth += 1;
    } else if (character === '}' && depth > 0) {
      pattern += ')';
      depth -= 1;
    } else if (character === ',' && depth > 0) {
      pattern += '|';
    } else {
      pattern += character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    }
  }
  return new RegExp(`^${pattern}${')'.repeat(depth)}$`);
}

/** Whether the text is a glob rather than a name. */
export function isGlob(text: string): boolean {
  return /[*?{]/.test(text);
}
