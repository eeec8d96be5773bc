import { readFile, stat } from 'node:fs/promises';
import { FaultlineError } from '../model/errors.ts';
import { referenceProblem, splitReferences, type Piece } from './secret-reference.ts';

/** A text without references, and every secret that went into it: pass them to `redactor`. */
export interface Resolved {
  readonly value: string;
  readonly secrets: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Replaces `${env:NAME}` and `${file:/path}` by what they stand for. Inside of a URL's user, password and
 * parameters a secret is percent-encoded, so that any password works; elsewhere, and where it is the whole text, it is
 * used as it is. One newline at the end of a file is not part of the secret.
 * @throws UNRESOLVED_SECRET which names the variable or file and never a value; INVALID_VALUE for other references
 */
export async function resolveSecrets(text: string, env: Environment = process.env): Promise<Resolved> {
  const pieces = splitReferences(text);
  const encoded = encodedRanges(pieces);
  const secrets: string[] = [];
  let value = '';
  for (const [index, piece] of pieces.entries()) {
    if ('literal' in piece) {
      value += piece.literal;
      continue;
    }
    const secret = await resolve(piece, env);
    secrets.push(secret, ...passwordsIn(secret));
    value += encoded.has(index) ? encodeURIComponent(secret) : secret;
  }
  return { value, secrets };
}

async function resolve(piece: Extract<Piece, { reference: string }>, env: Environment): Promise<string> {
  const problem = referenceProblem(piece);
  if (problem !== undefined) throw new FaultlineError('INVALID_VALUE', problem.message, { hint: problem.hint });
  return piece.scheme === 'env' ? fromVariable(piece.name, env[piece.name]) : await fromFile(piece.name);
}

function fromVariable(name: string, value: string | undefined): string {
  if (value !== undefined && value !== '') return value;
  throw new FaultlineError(
    'UNRESOLVED_SECRET',
    `the environment variable ${name} is ${value === '' ? 'empty' : 'not set'}`,
    {
      hint: `Set ${name} where faultline runs.`,
    },
  );
}

/** A secret is short; what is longer is the wrong file. */
const mostBytes = 65_536;

async function fromFile(path: string): Promise<string> {
  const refuse = (problem: string, cause?: unknown): FaultlineError =>
    new FaultlineError('UNRESOLVED_SECRET', `the secret file ${path} ${problem}`, {
      hint: 'Check its path and permissions.',
      cause,
    });
  const found = await stat(path).catch((cause: unknown) => {
    throw refuse('is not there', cause);
  });
  if (!found.isFile()) throw refuse('is not a file');
  if (found.size > mostBytes) throw refuse('is longer than 64 KB');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw refuse('cannot be read', cause);
  });
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw refuse('is empty');
  return secret;
}

/** Positions of the references that stand where a URL has to be encoded: in its user and password, and behind its `?`. */
function encodedRanges(pieces: readonly Piece[]): ReadonlySet<number> {
  // References may hold : / @ of their own; one letter stands for each.
  const text = pieces.map((piece) => ('literal' in piece ? piece.literal : 'x')).join('');
  const start = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0].length;
  if (start === undefined) return new Set();
  const parameters = text.indexOf('?', start);
  const rest = text.slice(start);
  const authority = rest.slice(0, rest.search(/[/?#]|$/));
  const user = start + authority.lastIndexOf('@');
  const encoded = new Set<number>();
  let position = 0;
  for (const [index, piece] of pieces.entries()) {
    const isInside = (position >= start && position < user) || (parameters >= 0 && position > parameters);
    if ('reference' in piece && isInside) encoded.add(index);
    position += 'literal' in piece ? piece.literal.length : 1;
  }
  return encoded;
}

/** The password of a URL, as it is and decoded: drivers report it by itself. */
export function passwordsIn(secret: string): readonly string[] {
  if (!URL.canParse(secret)) return [];
  const { password } = new URL(secret);
  if (password === '') return [];
  const raw = /:\/\/[^:@/]*:(.*)@/.exec(secret)?.[1];
  return [...new Set([password, decoded(password), ...(raw === undefined ? [] : [raw])])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
