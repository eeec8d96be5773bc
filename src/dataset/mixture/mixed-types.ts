import type { LoadColumn } from '../../model/load.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { checkSchema, withDefaults } from '../../scenario/schema-check.ts';
import { readShare, wrongSum } from '../read-share.ts';
import type { Part, TypeContext } from '../value-type.ts';

/** What a file says about a mixture of types. */
export interface MixtureParameters {
  readonly of: readonly { readonly type: string; readonly share?: string | number; readonly [key: string]: unknown }[];
}

/** The types of a mixture as they are read. */
export interface MixedTypes {
  readonly parts: readonly (Part & { readonly share: number })[];
  /** The type of all, or VARCHAR. */
  readonly sqlType: string;
  readonly loadType: Pick<LoadColumn, 'type' | 'length' | 'precision' | 'scale'>;
}

type Context = TypeContext<MixtureParameters>;

/** Reads a mixture in which there is no problem. */
export function mixedTypes(context: Context): MixedTypes {
  const { of } = context.with;
  const parts = of.map((entry) => ({
    type: context.types.get(entry.type)!,
    with: withDefaults(context.types.get(entry.type)!.parameters, ownOf(entry)) as Readonly<Record<string, unknown>>,
    share: readShare(entry.share) ?? 1 / of.length,
  }));
  const contexts = parts.map((part) => ({ ...context, with: part.with }));
  const sqlTypes = new Set(parts.map(({ type }, index) => type.sqlType(contexts[index]!)));
  const [sqlType, ...others] = sqlTypes;
  if (others.length === 0) return { parts, sqlType: sqlType!, loadType: parts[0]!.type.loadType(contexts[0]!) };
  const lengths = parts.map(({ type }, index) => type.loadType(contexts[index]!).length);
  const length = lengths.every((each) => each !== undefined) ? Math.max(...lengths) : undefined;
  return { parts, sqlType: 'VARCHAR', loadType: { type: 'text', length } };
}

/** What is wrong with a mixture beyond its schema. */
export function mixedProblems(
  context: Context,
): readonly { readonly key: string; readonly message: string; readonly hint: string }[] {
  const { of } = context.with;
  const shares = of.map(({ share }) => readShare(share));
  const isShared = shares.some((share) => share !== undefined);
  if (isShared && shares.some((share) => share === undefined))
    return [problem('some types have a share and some have none', 'Give all of them a share, or none.')];
  const sum = isShared ? wrongSum(shares.map((share) => share!)) : undefined;
  if (sum !== undefined) return [problem(`the shares of the types sum to ${sum}, not to 100%`, 'Change one of them.')];
  return of.flatMap((entry) => entryProblems(entry, context));
}

function entryProblems(entry: MixtureParameters['of'][number], context: Context) {
  const type = context.types.get(entry.type);
  if (type === undefined)
    return [problem(`there is no type "${entry.type}"`, didYouMean(entry.type, context.types.keys(), 'types'))];
  if (type.id === 'mixture') return [problem('a mixture stands in a mixture', 'Write its types into the outer one.')];
  const own = ownOf(entry);
  const [structural] = checkSchema(type.parameters, own, []);
  if (structural !== undefined)
    return [problem(`${entry.type}: ${structural.message}`, structural.hint ?? 'Change it.')];
  const filled = withDefaults(type.parameters, own) as Readonly<Record<string, unknown>>;
  const found = type.problems?.({ ...context, with: filled }) ?? [];
  return found.map(({ message, hint }) => problem(`${entry.type}: ${message}`, hint));
}

function problem(message: string, hint: string) {
  return { key: 'of', message, hint };
}

/** The parameters of the type alone. */
function ownOf(entry: MixtureParameters['of'][number]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => key !== 'type' && key !== 'share'));
}
