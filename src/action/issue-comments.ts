/** Comments on one pull request, as far as GitHub's REST API is needed: https://docs.github.com/rest/issues/comments */
export interface IssueComments {
  /** All of them, oldest first, page by page. */
  list(): AsyncIterable<IssueComment>;
  create(body: string): Promise<void>;
  update(id: number, body: string): Promise<void>;
}

export interface IssueComment {
  readonly id: number;
  readonly body: string;
  /** Written by an app or a workflow rather than a person. */
  readonly isByBot: boolean;
  /** What its author is to the repository: OWNER, MEMBER, COLLABORATOR, CONTRIBUTOR, NONE, … */
  readonly association: string;
}

/** An answer that is none of those wanted. */
export class ApiError extends Error {
  readonly status: number;
  /** Seconds to wait before the next attempt, where GitHub says so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, message: string, retryAfter?: number) {
    super(`GitHub answered ${status}: ${message}`);
    this.name = 'ApiError';
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export interface Access {
  /** Such as https://api.github.com. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
  readonly signal: AbortSignal;
}

/** Comments on a page: the most that GitHub hands out. */
const perPage = 100;

/** Milliseconds for one answer. */
const patience = 10_000;

export function issueComments({ apiUrl, repository, token, signal }: Access, pullRequest: number): IssueComments {
  const call = async (method: string, path: string, body?: object): Promise<Response> => {
    const response = await fetch(`${apiUrl}/repos/${repository}/issues/${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': 'faultline',
        'x-github-api-version': '2022-11-28',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    });
    if (!response.ok) throw await refusal(response);
    return response;
  };
  return {
    async *list() {
      for (let page = 1; ; page += 1) {
        const response = await call('GET', `${pullRequest}/comments?per_page=${perPage}&page=${page}`);
        for (const comment of (await response.json()) as readonly Answer[]) yield toComment(comment);
        if (!/\brel="next"/u.test(response.headers.get('link') ?? '')) return;
      }
    },
    async create(body) {
      await call('POST', `${pullRequest}/comments`, { body });
    },
    async update(id, body) {
      await call('PATCH', `comments/${id}`, { body });
    },
  };
}

interface Answer {
  readonly id: number;
  readonly body?: string | null;
  readonly user?: { readonly type?: string } | null;
  readonly author_association?: string;
}

function toComment({ id, body, user, author_association: association = 'NONE' }: Answer): IssueComment {
  return { id, body: body ?? '', isByBot: user?.type === 'Bot', association };
}

async function refusal(response: Response): Promise<ApiError> {
  const text = await response.text();
  const after = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError(response.status, messageIn(text), Number.isFinite(after) ? after : undefined);
}

function messageIn(text: string): string {
  try {
    const answer = JSON.parse(text) as { readonly message?: unknown };
    if (typeof answer.message === 'string') return answer.message;
  } catch {
    // A proxy may answer in HTML.
  }
  return text.slice(0, 200) || 'nothing';
}
