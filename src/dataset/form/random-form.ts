import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { decisionTree } from '../compile/decision-tree.ts';
import type { ValueContext } from '../value-type.ts';
import { concatenated, digitsText, lookedUp } from './form-sql.ts';
import type { Form, Option, ValueList } from './form.ts';

/**
 * A random text of a form. Forms of a choice share look-ups, since a row needs those of one of them alone.
 * @param purpose tells its draws from others of the column
 */
export function randomOf(context: ValueContext, form: Form, purpose = 'form'): Sql {
  const places = collected(form);
  const drawn = [...places.values()].map((list, index) => ({
    list,
    index: context.below(list.values.length, `${purpose}.list.${index}`),
  }));
  const values = lookedUp(context, drawn);
  const valueAt = new Map([...places.keys()].map((key, index) => [key, values[index]!]));
  return written({ context, valueAt }, form, purpose, new Map());
}

/** How often each list has been met on the way through a form. */
type Met = Map<string, number>;

/** Lists by the place at which they stand: the list, and how many of the same are before it in its row. */
function collected(form: Form): ReadonlyMap<string, ValueList> {
  const places = new Map<string, ValueList>();
  collect(form, new Map(), places);
  return places;
}

function collect(form: Form, met: Met, places: Map<string, ValueList>): void {
  if (form.kind === 'list') places.set(nextPlace(form, met), form);
  if (form.kind === 'row') for (const part of form.parts) collect(part, met, places);
  if (form.kind === 'choice') inEach(form.options, met, (option, own) => collect(option.form, own, places));
}

/** Goes through options side by side; behind them each list has been met as often as in the option that has most of it. */
function inEach<Result>(
  options: readonly Option[],
  met: Met,
  visit: (option: Option, own: Met) => Result,
): readonly Result[] {
  const ways = options.map((option) => {
    const own = new Map(met);
    return { own, result: visit(option, own) };
  });
  for (const { own } of ways) for (const [list, count] of own) met.set(list, Math.max(count, met.get(list) ?? 0));
  return ways.map(({ result }) => result);
}

function nextPlace({ name }: ValueList, met: Met): string {
  const count = met.get(name) ?? 0;
  met.set(name, count + 1);
  return `${name} ${count}`;
}

interface Writing {
  readonly context: ValueContext;
  readonly valueAt: ReadonlyMap<string, Sql>;
}

function written(writing: Writing, form: Form, path: string, met: Met): Sql {
  switch (form.kind) {
    case 'text':
      return sql`${form.text}`;
    case 'list':
      return writing.valueAt.get(nextPlace(form, met))!;
    case 'digits':
      return digitsText(writing.context.below(10n ** BigInt(form.count), path), form.count);
    case 'row':
      return concatenated(form.parts.map((part, index) => written(writing, part, `${path}.${index}`, met)));
    case 'choice':
      return chosen(writing, form.options, path, met);
  }
}

function chosen(writing: Writing, options: readonly Option[], path: string, met: Met): Sql {
  let total = 0;
  const bounds = options.map(({ weight }) => (total += weight));
  const draw = writing.context.let(writing.context.below(total, `${path}.choice`));
  return decisionTree(
    draw,
    bounds.slice(0, -1).map((bound) => sql`${bound}`),
    inEach(options, met, (option, own) => written(writing, option.form, path, own)),
  );
}
