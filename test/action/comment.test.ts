import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readInputs } from '../../src/action/inputs.ts';
import { issueComments, type IssueComments } from '../../src/action/issue-comments.ts';
import { comment } from '../../src/action/publish-report.ts';
import { commentMarker, writeStickyComment } from '../../src/action/sticky-comment.ts';
import { readWorkflowRun } from '../../src/action/workflow-run.ts';
import { type GitHub, openGitHub, pullRequest, repository, token } from './github.ts';

const key = { workflow: 'Faultline', job: 'plan', command: 'plan', folder: '.', targets: ['shop'] };

describe('the comment on a pull request', () => {
  let github: GitHub;
  let comments: IssueComments;

  beforeAll(async () => {
    github = await openGitHub();
    const signal = new AbortController().signal;
    comments = issueComments({ apiUrl: github.url, repository, token, signal }, pullRequest);
  });
  beforeEach(() => {
    github.comments.length = 0;
    github.requests.length = 0;
  });
  afterAll(() => github.close());

  const bodies = () => github.comments.map(({ body }) => body);

  it('is one for each workflow, job, command, project and target', async () => {
    const keys = [
      key,
      { ...key, workflow: 'Nightly' },
      { ...key, job: 'other' },
      { ...key, command: 'status' },
      { ...key, folder: 'quality' },
      { ...key, targets: ['shop', 'crm'] },
    ];
    for (const round of ['first', 'second']) {
      for (const [index, each] of keys.entries()) {
        await writeStickyComment(comments, commentMarker(each), `${round} ${index}`);
      }
    }
    expect(bodies()).toEqual(keys.map((each, index) => `${commentMarker(each)}\nsecond ${index}`));
  });

  it('is not written again where nothing changed', async () => {
    for (let round = 0; round < 2; round += 1) await writeStickyComment(comments, commentMarker(key), 'the same');
    expect(github.requests.filter((line) => !line.startsWith('GET'))).toHaveLength(1);
  });

  it('is cut to what GitHub takes, and says where the whole is', async () => {
    const section = (index: number) => ({
      lines: [`Section ${index} of the report: ${'row, '.repeat(200)}`],
      shorter: [{ cut: 'scenario', lines: [] } as const],
    });
    const markdown = { heading: ['## Faultline: much'], sections: Array.from({ length: 200 }, (_, n) => section(n)) };
    const env = { INPUT_COMMAND: 'plan', 'INPUT_GITHUB-TOKEN': token, GITHUB_WORKFLOW: 'W'.repeat(200) };
    const run = { ...(await readWorkflowRun(env, '.', '.')), apiUrl: github.url, repository, pullRequest };
    const url = 'https://github.com/acme/shop/actions/runs/77';
    const signal = new AbortController().signal;
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const session = { redact: (text: string) => text, signal, log };
    await comment({ markdown, text: '', json: '' }, readInputs(env), { ...run, url }, session);
    const [body = ''] = bodies();
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.length).toBeGreaterThan(60_000);
    expect(body).toContain(`[The whole report](<${url}>)`);
  });

  it('is hidden whatever the workflow is called', () => {
    expect(commentMarker({ ...key, workflow: 'a --> b\n<script>' })).toMatch(/^<!-- [^>\n]* -->$/u);
  });

  it('is never one that a stranger has prepared, who could edit it afterwards', async () => {
    github.say(`${commentMarker(key)}\nAll is well, merge me.`, { type: 'User' });
    github.say(`Quoting: ${commentMarker(key)}`, { type: 'Bot' });
    await writeStickyComment(comments, commentMarker(key), 'the report');
    expect(bodies()[0]).toContain('All is well');
    expect(bodies().at(-1)).toBe(`${commentMarker(key)}\nthe report`);
    await writeStickyComment(comments, commentMarker(key), 'the report, later');
    expect(bodies()).toHaveLength(3);
  });

  it('is tried again where GitHub stumbles or asks to wait, and is not written twice', async () => {
    github.refusals.push({ status: 502 }, { status: 429, headers: { 'retry-after': '0' } });
    await writeStickyComment(comments, commentMarker(key), 'the report');
    expect(bodies()).toEqual([`${commentMarker(key)}\nthe report`]);
    expect(github.requests).toHaveLength(4);
  });

  it.each([{ status: 403 }, { status: 404 }, { status: 429, headers: { 'retry-after': '3600' } }])(
    'is given up at once where waiting does not help: $status',
    async (refusal) => {
      github.refusals.push(refusal);
      await expect(writeStickyComment(comments, commentMarker(key), 'the report')).rejects.toThrow(
        `GitHub answered ${refusal.status}`,
      );
      expect(github.requests).toHaveLength(1);
    },
  );
});
