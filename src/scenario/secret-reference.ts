/** A piece of a text with references to secrets: what stands there as it is, or a reference `${scheme:name}`. */
export type Piece =
  | { readonly literal: string }
  /** `scheme` is empty for `${NAME}`. */
  | { readonly reference: string; readonly scheme: string; readonly name: string };

/** Splits a text at its references to secrets. */
export function splitReferences(text: string): readonly Piece[] {
  return text
    .split(/(\$\{[^}]*\})/)
    .filter((piece) => piece !== '')
    .map(toPiece);
}

/** Why a reference cannot be resolved by anybody, with the way out; undefined where it can. */
export function referenceProblem(piece: Piece): { readonly message: string; readonly hint: string } | undefined {
  if ('literal' in piece) return undefined;
  const { reference, scheme, name } = piece;
  if (scheme === '')
    return { message: `${reference} names no source`, hint: `Write \${env:${name || 'NAME'}} or \${file:/path}.` };
  if (scheme !== 'env' && scheme !== 'file') {
    return { message: `there is no source of secrets "${scheme}"`, hint: 'Known sources: ${env:NAME}, ${file:/path}.' };
  }
  if (scheme === 'env' && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return { message: `${reference} names no variable`, hint: 'Write ${env:NAME}.' };
  }
  if (scheme === 'file' && !/^(\/|[A-Za-z]:[\\/])/.test(name)) {
    return { message: `${reference} is not an absolute path`, hint: 'Write ${file:/run/secrets/name}.' };
  }
  return undefined;
}

function toPiece(text: string): Piece {
  if (!text.startsWith('${') || !text.endsWith('}')) return { literal: text };
  const inside = text.slice(2, -1);
  const colon = inside.indexOf(':');
  return { reference: text, scheme: inside.slice(0, Math.max(0, colon)), name: inside.slice(colon + 1) };
}
