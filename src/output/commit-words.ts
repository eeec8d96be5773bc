import type { Origin } from '../model/project.ts';

/** `3f2c1ab`; `3f2c1ab+changes` where the files differ from it; empty outside of git. */
export function commitInWords({ commit, hasLocalChanges }: Pick<Origin, 'commit' | 'hasLocalChanges'>): string {
  return commit === '' ? '' : `${commit.slice(0, 7)}${hasLocalChanges === true ? '+changes' : ''}`;
}
