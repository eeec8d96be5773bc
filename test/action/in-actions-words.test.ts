import { expect, it } from 'vitest';
import { inActionsWords } from '../../src/action/in-actions-words.ts';
import { FaultlineError, ProblemsError } from '../../src/model/errors.ts';
import { resolveSecrets } from '../../src/scenario/secrets.ts';

const unresolved = (name: string) =>
  resolveSecrets(`\${env:${name}}`, {}).catch((error: unknown) => error as FaultlineError);

it('a secret that a step was not handed is told with where a step gets it from, one of several as well', async () => {
  const [first, second] = [await unresolved('SHOP_URL'), await unresolved('STORE_URL')] as [
    FaultlineError,
    FaultlineError,
  ];
  expect(inActionsWords(first).hint).toBe(
    'Give the step env: {SHOP_URL: "${{ secrets.SHOP_URL }}"}, and the repository, or the environment that the job names, a secret SHOP_URL.',
  );
  const both = inActionsWords(new ProblemsError([first, second]));
  expect(both).toBeInstanceOf(ProblemsError);
  expect((both as ProblemsError).problems[1]?.hint).toContain('secrets.STORE_URL');
});

it('a crash is settled by the action itself', () => {
  const lost = new FaultlineError('CONNECTION_LOST', 'gone', {
    hint: 'Check it; `faultline recover` settles the rest.',
  });
  expect(inActionsWords(lost).hint).toBe('Check it; this action with `command: recover` settles the rest.');
});

it('other ways out stay as they are', () => {
  const error = new FaultlineError('CONNECTION_FAILED', 'nothing listens', { hint: 'Start it.' });
  expect(inActionsWords(error)).toBe(error);
});
