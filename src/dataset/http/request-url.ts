import { FaultlineError } from '../../model/errors.ts';

/** Where requests go. */
export interface RequestUrl {
  /** The address for the rows of a table. */
  readonly of: (table: string) => URL;
  /** As messages show it: without user, password and parameters. */
  readonly shown: (table: string) => string;
  /** Value of the header that user and password of the URL stand for (RFC 7617). */
  readonly authorization: string | undefined;
}

const placeholder = /\{\{\s*table\s*\}\}/g;

/** Reads a URL in which `{{table}}` stands for the table's name. References to secrets are resolved. @throws INVALID_VALUE */
export function parseUrl(text: string): RequestUrl {
  const whole = (table: string) => text.replaceAll(placeholder, encodeURIComponent(table));
  const example = whole('table');
  if (!URL.canParse(example)) throw refusal('url is no URL');
  const { protocol, username, password } = new URL(example);
  if (protocol !== 'http:' && protocol !== 'https:') throw refusal(`url begins with ${protocol}`);
  const other = /\{\{[^{}]*\}\}/.exec(example)?.[0];
  if (other !== undefined) throw refusal(`there is no placeholder ${other} in a url`);
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const of = (table: string) => {
    const url = new URL(whole(table));
    url.username = '';
    url.password = '';
    url.hash = '';
    return url;
  };
  return {
    of,
    shown(table) {
      const { origin, pathname, search } = of(table);
      return `${origin}${pathname}${search === '' ? '' : '?…'}`;
    },
    authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
  };
}

function refusal(message: string): FaultlineError {
  return new FaultlineError('INVALID_VALUE', message, {
    hint: 'Write one such as https://api.example.com/v1/{{table}}; {{table}} is the name of the table.',
  });
}
