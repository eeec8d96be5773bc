/** `${fact}` or `${fact.amount}` in a text of a scenario. */
export interface RoleReference {
  /** As it stands there, with its braces. */
  readonly text: string;
  readonly role: string;
  /** Absent where the reference is to the table. */
  readonly need?: string | undefined;
}

/** What a role may be called. */
export const rolePattern = '^[a-z0-9]+(-[a-z0-9]+)*$';
/** What a need may be called; in a binding `table` stands beside the needs. */
export const needPattern = '^(?!table$)[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$';

const [role, need] = [new RegExp(rolePattern), new RegExp(needPattern)];
const braces = /\$\{([^{}]*)\}/g;

/** Every reference in the text, in order. */
export function referencesIn(text: string): readonly RoleReference[] {
  return [...text.matchAll(braces)].flatMap((match) => readReference(match[0]) ?? []);
}

/** The reference that the text is, wholly; undefined where it is something else. */
export function wholeReference(text: string): RoleReference | undefined {
  const [first, ...others] = referencesIn(text);
  return others.length === 0 && first?.text === text ? first : undefined;
}

/** The text with a name in place of every reference. */
export function replaceReferences(text: string, nameOf: (reference: RoleReference) => string): string {
  return text.replaceAll(braces, (match) => {
    const reference = readReference(match);
    return reference === undefined ? match : nameOf(reference);
  });
}

/** Whether the text holds what only a reference begins with. */
export function holdsBraces(text: string): boolean {
  return text.includes('${');
}

function readReference(text: string): RoleReference | undefined {
  const [first = '', second, ...others] = text.slice(2, -1).trim().split('.');
  if (others.length > 0 || !role.test(first) || (second !== undefined && !need.test(second))) return undefined;
  return { text, role: first, ...(second !== undefined && { need: second }) };
}
