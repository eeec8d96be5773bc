import { longestProse, proseOfLength } from '../../prose-of-length.ts';
import { valueTypes } from '../../registry.ts';
import { spaceOfType } from '../../space-of-type.ts';
import type { ColumnFigures } from '../measure/figures.ts';
import { snakeCase } from '../snake-case.ts';
import type { ProposalContext, ProposedType } from './proposal.ts';
import { textConcepts, type TextConcept } from './text-concepts.ts';

/** Share of the texts with several words, from which on they are sentences. */
const sentences = 0.5;
/** Longer texts than this are sentences as well. */
const longestWord = 200;

/** Texts that are no category: what they look like, else random ones of their form and length. */
export function proposeText(column: ColumnFigures, context: ProposalContext): ProposedType | undefined {
  const { profile, text, filled } = column;
  const { kind } = profile.column;
  if (kind === 'uuid') return { type: 'uuid', with: {} };
  if ((kind !== 'text' && kind !== 'enum') || text === undefined) return undefined;
  const concept = conceptOf(column, context);
  if (concept !== undefined)
    return {
      type: concept.type,
      with: concept.with ?? {},
      comments: [`Taken for values of the type ${concept.type}.`],
    };
  if (text.shape !== undefined) {
    const proposed = { type: 'string', with: { pattern: patternOfShape(text.shape) } };
    if (spaceOfType(proposed, context.rows) >= BigInt(profile.distinct ?? 1))
      return { ...proposed, comments: ['Nearly all values have this form.'] };
  }
  const isSentences = (profile.several ?? 0) > sentences * filled || text.longest > longestWord;
  if (isSentences && !isKey(profile.column.name, context))
    return {
      type: 'lorem',
      with: proseOfLength(text.shortest, text.longest),
      comments: text.longest > longestProse ? [`Texts of the source are of up to ${text.longest} characters.`] : [],
    };
  return { type: 'string', with: { ...lengthsOf(column) } };
}

/** `AA-9999` is `AA-0000`; what means something else in patterns has a backslash before it. */
function patternOfShape(shape: string): string {
  return shape.replaceAll(/[#\\]/gu, String.raw`\$&`).replaceAll('9', '0');
}

/** A concept that fits name and values, and has as many different values as the column. */
export function conceptOf({ profile, text }: ColumnFigures, context: ProposalContext): TextConcept | undefined {
  const name = snakeCase(profile.column.name);
  const table = snakeCase(context.figures.table.name.name);
  const looksLike = profile.semantics?.looksLike;
  return textConcepts.find(
    (concept) =>
      valueTypes.has(concept.type) &&
      concept.names.test(name) &&
      (concept.tables?.test(table) ?? true) &&
      (concept.looksLike === undefined || concept.looksLike === looksLike) &&
      (concept.shape?.test(text?.shape ?? '') ?? true),
  );
}

/** Whether the column alone is a key, so that all its values have to differ. */
function isKey(name: string, { figures: { key, table } }: ProposalContext): boolean {
  return [key, ...table.keys.map(({ columns }) => columns)].some((each) => each.length === 1 && each[0] === name);
}

/** The lengths of the texts; what has to differ is told apart by the characters that all have. */
function lengthsOf({ text, profile }: ColumnFigures) {
  const { shortest, longest } = text!;
  const needed = Math.ceil(Math.log(Math.max(2, profile.distinct ?? 2)) / Math.log(36));
  const min = Math.min(longest, Math.max(1, shortest, needed));
  return min === longest ? { length: longest } : { min, max: longest };
}
