import type { Grant } from '../../model/grants.ts';

/** DuckDB has no users. */
export function grants(): readonly Grant[] {
  return [
    {
      why: 'DuckDB has no users: whoever may write the file and its folder may do everything, and whoever may only read it can plan and inspect. There is nothing to grant.',
    },
  ];
}
