import type { ColumnFigures } from '../measure/figures.ts';
import type { ProposalContext, ProposedType } from './proposal.ts';

/** Numbers up to so many times the rows are told from one another by counting; wider apart they are random ones. */
const dense = 2;

/** A key of one whole number: counted from 1, or random ones of the same number of digits where the source's lie far apart. */
export function proposeKey(column: ColumnFigures, { figures, rows }: ProposalContext): ProposedType | undefined {
  const { profile } = column;
  const { kind, scale, name } = profile.column;
  const isWhole = kind === 'integer' || (kind === 'decimal' && scale === 0);
  if (!isWhole || figures.key.length !== 1 || figures.key[0] !== name) return undefined;
  const [min, max] = [Number(profile.min), Number(profile.max)];
  if (max - min + 1 <= dense * rows || !Number.isSafeInteger(max)) return { type: 'integer', with: {}, isUnique: true };
  const digits = String(Math.floor(Math.abs(max))).length;
  return {
    type: 'integer',
    with: { from: 1, to: Math.min(10 ** digits, Number.MAX_SAFE_INTEGER) - 1 },
    isUnique: true,
  };
}
