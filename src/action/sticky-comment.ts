import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, type IssueComment, type IssueComments } from './issue-comments.ts';

/** Attempts at most, with this many seconds before the second one and twice as many before each further one. */
const attempts = 4;
const firstPause = 0.5;
/** Seconds: whoever is told to wait for longer gives up, since the step is somebody's minutes. */
const longestPause = 10;

/** What tells apart the comments of several steps on one pull request. */
export interface CommentKey {
  readonly workflow: string;
  readonly job: string;
  readonly command: string;
  /** Folder of the project. */
  readonly folder: string;
  readonly targets: readonly string[];
}

/** A line that nobody sees, at the beginning of the comment it marks. */
export function commentMarker({ workflow, job, command, folder, targets }: CommentKey): string {
  // Encoded, no name can end the HTML comment.
  const key = [workflow, job, command, folder, ...targets].map(encodeURIComponent).join('/');
  return `<!-- faultline ${key} -->`;
}

/**
 * Brings the marked comment up to date, or writes it where there is none.
 * @param body without the marker @throws ApiError, or fetch's TypeError, when the last attempt fails
 */
export async function writeStickyComment(comments: IssueComments, marker: string, body: string): Promise<void> {
  const text = `${marker}\n${body}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      // Each attempt looks anew: a comment may have been written although the answer got lost.
      const found = await findMarked(comments, marker);
      if (found === undefined) await comments.create(text);
      else if (found.body !== text) await comments.update(found.id, text);
      return;
    } catch (error) {
      const pause = pauseAfter(error, attempt);
      if (pause === undefined) throw error;
      await sleep(pause * 1000);
    }
  }
}

async function findMarked(comments: IssueComments, marker: string): Promise<IssueComment | undefined> {
  for await (const comment of comments.list()) {
    if (comment.body.startsWith(`${marker}\n`) && isTrusted(comment)) return comment;
  }
  return undefined;
}

/** Anybody can write the marker into a comment of their own, and could edit the report in it afterwards. */
function isTrusted({ isByBot, association }: IssueComment): boolean {
  return isByBot || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(association);
}

/** Seconds to the next attempt; undefined where there is to be none. */
function pauseAfter(error: unknown, attempt: number): number | undefined {
  if (attempt === attempts) return undefined;
  const backOff = firstPause * 2 ** (attempt - 1);
  // A connection that was refused or cut; an abort is nobody's fault and final.
  if (error instanceof TypeError) return backOff;
  if (!(error instanceof ApiError)) return undefined;
  const { status, retryAfter } = error;
  // A secondary rate limit is a 403 that says when to come back.
  const isPassing = status >= 500 || status === 429 || (status === 403 && retryAfter !== undefined);
  const pause = retryAfter ?? backOff;
  return isPassing && pause <= longestPause ? pause : undefined;
}
