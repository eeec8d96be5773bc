import type { Grant } from '../../model/grants.ts';

/** Files have no users of their own. */
export function grants(): readonly Grant[] {
  return [
    {
      why: 'Files have no users: whoever may write the files and their folder may do everything, and whoever may only read them can plan and inspect. There is nothing to grant.',
    },
  ];
}
