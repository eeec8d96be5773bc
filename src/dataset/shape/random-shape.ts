import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { randomText } from '../alphabet.ts';
import { decisionTree } from '../compile/decision-tree.ts';
import type { ValueContext } from '../value-type.ts';
import { pieces, piecesText, type Piece } from './run-text.ts';
import type { Shape } from './shape.ts';
import { concatenated, partOf, someOf } from './side-by-side.ts';

/** A random text of a shape: each number of repetitions and each alternative as likely as any other. */
export function randomShape(context: ValueContext, shape: Shape, path = 'shape'): Sql {
  switch (shape.kind) {
    case 'characters':
      return randomPieces(context, pieces([shape.characters]), path);
    case 'row':
      return randomRow(context, shape.parts, path);
    case 'choice':
      return chosen(context, shape.options, path);
    case 'repeat': {
      const { part, least, most } = shape;
      if (part.kind !== 'characters') {
        const copies = Array.from({ length: most }, (_, copy) =>
          context.let(randomShape(context, part, `${path}.${copy}`)),
        );
        const times = least === most ? sql`0` : context.let(context.below(most - least + 1, `${path}.times`));
        return someOf(times, least, most, (count) => copies.slice(0, count));
      }
      const longest = randomText(partOf(context, path), most, part.characters);
      return least === most
        ? longest
        : sql`substr(${longest}, 1, ${least} + ${context.below(most - least + 1, `${path}.times`)})`;
    }
  }
}

/** A row, its neighbouring characters together. */
function randomRow(context: ValueContext, parts: readonly Shape[], path: string): Sql {
  const texts: Sql[] = [];
  let sets: (readonly string[])[] = [];
  const close = (index: number) => {
    if (sets.length > 0) texts.push(randomPieces(context, pieces(sets), `${path}.${index}.run`));
    sets = [];
  };
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'characters') sets.push(part.characters);
    else {
      close(index);
      texts.push(randomShape(context, part, `${path}.${index}`));
    }
  }
  close(parts.length);
  return concatenated(texts);
}

function chosen(context: ValueContext, options: readonly Shape[], path: string): Sql {
  const choice = context.let(context.below(options.length, path));
  const bounds = options.slice(1).map((_, index) => sql`${index + 1}`);
  return decisionTree(
    choice,
    bounds,
    options.map((option, index) => randomShape(context, option, `${path}.${index}`)),
  );
}

function randomPieces(context: ValueContext, found: readonly Piece[], path: string): Sql {
  return piecesText(
    context,
    found,
    found.map((piece, index) => context.below(piece.count, `${path}.${index}`)),
  );
}
