import { choice } from '../../anomaly/parameters.ts';
import type { Sex } from './names.ts';

/** Whose names are wanted. */
export const sexParameter = choice(['any', 'female', 'male'], {
  default: 'any',
  description: 'Whose names: `any`, `female` or `male`.',
});

export function sexOf(parameter: 'any' | Sex): Sex | undefined {
  return parameter === 'any' ? undefined : parameter;
}
