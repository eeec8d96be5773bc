/** `user:` of a URL, and all that follows up to the last @ of the line: whoever forgot to encode an @ or / is covered as well. */
const userInfo = /:\/\/(?!\[)(?:\$\{[^}]*\}|(?!\$\{)[^\s:@/?#])*:(?=(.+)@)/g;

/** `password=…` and its like among the parameters of a URL. */
const secretParameter = /[?&;][\w.-]*(?:pass|passwd|password|pwd|secret|token|api_?key|access_?key)=(?=([^&;\s]+))/gi;

/** What stands in the place of a password without being one: references to secrets, or the port of a URL without a user. */
const harmlessUser = /^(?:(?:\$\{[^}]*\})*(?:@|$)|\d+[/?#])/;
const harmlessParameter = /^(?:\$\{[^}]*\})+(?:["'}\],#&;]|$)/;

/** No URL is longer; what stands behind that many characters is not looked at, and not shown. */
const longest = 4000;

/** Whether a URL in the text holds a password as it is, of its user or in its parameters. */
export function holdsLiteralSecret(text: string): boolean {
  return literals(text.slice(0, longest)).length > 0;
}

/** The text, cut at 4,000 characters, with `***` for every password that stands in it as it is. */
export function maskLiteralSecrets(whole: string): string {
  const text = whole.slice(0, longest);
  let masked = '';
  let end = 0;
  for (const literal of literals(text)) {
    if (literal.start >= end) masked += `${text.slice(end, literal.start)}***`;
    end = Math.max(end, literal.end);
  }
  return masked + text.slice(end);
}

interface Literal {
  readonly start: number;
  readonly end: number;
}

function literals(text: string): readonly Literal[] {
  return [...found(text, userInfo, harmlessUser), ...found(text, secretParameter, harmlessParameter)].toSorted(
    (left, right) => left.start - right.start,
  );
}

function found(text: string, pattern: RegExp, harmless: RegExp): readonly Literal[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const start = match.index + match[0].length;
    const end = start + (match[1] ?? '').length;
    return harmless.test(text.slice(start)) ? [] : [{ start, end }];
  });
}
