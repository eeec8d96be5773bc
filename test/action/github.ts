import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' };
  readonly author_association: string;
}

/** Comments on one pull request, as GitHub's REST API has them: pages with Link headers, tokens, and refusals. */
export interface GitHub {
  readonly url: string;
  readonly comments: Comment[];
  /** `GET /repos/…`, in the order of arrival. */
  readonly requests: string[];
  /** Answers to come, each instead of a proper one. */
  readonly refusals: { readonly status: number; readonly headers?: Readonly<Record<string, string>> }[];
  /** Puts in a comment that somebody else wrote. */
  say(body: string, by?: { readonly type: 'Bot' | 'User'; readonly association?: string }): void;
  close(): Promise<void>;
}

/** GitHub hands out at most a hundred a page; this one at most two, whatever it is asked for. */
const perPage = 2;

export const token = 'ghs_a-token-of-the-job';
export const repository = 'acme/shop';
export const pullRequest = 12;

export async function openGitHub(): Promise<GitHub> {
  const comments: Comment[] = [];
  const requests: string[] = [];
  const refusals: GitHub['refusals'] = [];
  const add = (body: string, type: 'Bot' | 'User', association = 'NONE') =>
    comments.push({
      id: 1_000 + comments.length,
      body,
      user: { login: type === 'Bot' ? 'github-actions[bot]' : 'someone', type },
      author_association: association,
    });
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    const refusal = refusals.shift();
    if (refusal !== undefined) {
      reply(response, refusal.status, { message: 'Resource not accessible by integration' }, refusal.headers);
      return;
    }
    if (request.headers.authorization !== `Bearer ${token}`) {
      reply(response, 401, { message: 'Bad credentials' });
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const list = `/repos/${repository}/issues/${pullRequest}/comments`;
    const [, id] = new RegExp(`^/repos/${repository}/issues/comments/(\\d+)$`, 'u').exec(url.pathname) ?? [];
    const found = comments.find((comment) => comment.id === Number(id));
    if (request.method === 'GET' && url.pathname === list) {
      const page = Number(url.searchParams.get('page') ?? 1);
      const isLast = page * perPage >= comments.length;
      const next = `<http://localhost${list}?page=${page + 1}>; rel="next", <http://localhost${list}>; rel="last"`;
      const shown = comments.slice((page - 1) * perPage, page * perPage);
      reply(response, 200, shown, isLast ? {} : { link: next });
    } else if (request.method === 'POST' && url.pathname === list) {
      add(bodyIn(text), 'Bot');
      reply(response, 201, comments.at(-1));
    } else if (request.method === 'PATCH' && found !== undefined) {
      found.body = bodyIn(text);
      reply(response, 200, found);
    } else reply(response, 404, { message: 'Not Found' });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    requests,
    refusals,
    say: (body, { type, association } = { type: 'User' }) => void add(body, type, association),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}

function bodyIn(text: string): string {
  const { body } = JSON.parse(text) as { readonly body: string };
  // As GitHub does: https://docs.github.com/rest/issues/comments, 422 where it is too long.
  if (body.length > 65_536) throw new Error('body is too long (maximum is 65536 characters)');
  return body;
}

function reply(
  response: ServerResponse,
  status: number,
  document: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(document));
}
