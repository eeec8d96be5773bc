/** Columns that a line of a script has, where its words allow it. */
const page = 110;

/** Statements whose layout is known; blocks of other languages stay as they are. */
const known = /^(?:with|select|insert|update|delete|create table)\b/i;

/** Literals, dollar-quoted ones, names in quotes, and what stands between. Quotes inside are doubled on every engine. */
const tokens = /'(?:[^']|'')*'|(\$\w*\$)[^]*?\1|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[()]|\s+|[^\s()'"`[$]+|[^]/g;

/** Words before which a line of a query begins. */
const clauses = new Set(
  'select from where order group limit offset fetch union join left set values using and when else end'.split(' '),
);

type Node = { readonly text: string; readonly isSpaced: boolean; readonly inner?: readonly Node[] };

/**
 * A statement over several lines, to be read: clauses and nested queries have lines of their own, long lists are filled.
 * Only white space outside of literals and names differs.
 */
export function laidOut(statement: string): string {
  if (!known.test(statement)) return filled(statement);
  const sheet = new Sheet();
  write(sheet, parse(statement), 0, true);
  return sheet.text;
}

/** Blocks of other languages keep their lines; those that are too long go on in the next. */
function filled(statement: string): string {
  const sheet = new Sheet();
  let space = '';
  let last = '';
  for (const [token, tag] of statement.matchAll(tokens)) {
    const text = tag === undefined ? token : `${tag}${filled(token.slice(tag.length, -tag.length))}${tag}`;
    if (/^\s/.test(token)) {
      space = token;
      continue;
    }
    if (/^[ \t]+$/.test(space) && !isOperator(last) && !sheet.hasRoom(1 + token.length)) sheet.breakLine(6);
    else sheet.add(space);
    sheet.add(text);
    [space, last] = ['', token];
  }
  sheet.add(space);
  return sheet.text;
}

/** Clients take a line that is but a slash for a command, and a hyphen at its end for a continuation: lines break before operators. */
function isOperator(text: string): boolean {
  return /^[-+*/%=<>|&^~!]+$/.test(text);
}

/** What is written so far, and where its last line ends. */
class Sheet {
  text = '';
  #column = 0;

  add(text: string): void {
    this.text += text;
    const end = text.lastIndexOf('\n');
    this.#column = end < 0 ? this.#column + text.length : text.length - end - 1;
  }

  breakLine(indent: number): void {
    this.text = `${this.text}\n${' '.repeat(indent)}`;
    this.#column = indent;
  }

  hasRoom(length: number): boolean {
    return this.#column + length <= page;
  }
}

function write(target: Sheet, nodes: readonly Node[], indent: number, isQuery: boolean): void {
  for (const [index, node] of nodes.entries()) {
    const isFirst = index === 0;
    const flat = flatText(node);
    if (!isFirst && isQuery && beginsLine(nodes, index)) target.breakLine(indent);
    else if (!isFirst && node.isSpaced) {
      if (isOperator(nodes[index - 1]!.text) || target.hasRoom(1 + firstLength(node, flat))) target.add(' ');
      else target.breakLine(indent + 2);
    }
    if (node.inner === undefined || target.hasRoom(flat.length)) target.add(flat);
    else if (isQueryText(node.inner)) {
      target.add('(');
      target.breakLine(indent + 2);
      write(target, node.inner, indent + 2, true);
      target.breakLine(indent);
      target.add(')');
    } else {
      target.add('(');
      write(target, node.inner, indent, false);
      target.add(')');
    }
  }
}

/** What has to stand on the line before it can be broken. */
function firstLength({ inner }: Node, flat: string): number {
  return inner === undefined ? flat.length : 1;
}

function beginsLine(nodes: readonly Node[], index: number): boolean {
  const { text, inner } = nodes[index]!;
  if (inner !== undefined || !clauses.has(text.toLowerCase())) return false;
  const [before, after] = [nodes[index - 1]?.text.toLowerCase(), nodes[index + 1]];
  if (text.toLowerCase() === 'left') return after?.text.toLowerCase() === 'join';
  return before !== 'distinct' && before !== 'left';
}

function isQueryText([first]: readonly Node[]): boolean {
  return first !== undefined && /^(?:select|with)$/i.test(first.text);
}

function flatText({ text, inner }: Node): string {
  if (inner === undefined) return text;
  return `(${inner.map((each, index) => `${index > 0 && each.isSpaced ? ' ' : ''}${flatText(each)}`).join('')})`;
}

function parse(statement: string): readonly Node[] {
  const open: { readonly nodes: Node[]; readonly isSpaced: boolean }[] = [{ nodes: [], isSpaced: false }];
  let isSpaced = false;
  for (const [text] of statement.matchAll(tokens)) {
    if (/^\s/.test(text)) {
      isSpaced = true;
      continue;
    }
    const here = open.at(-1)!;
    if (text === '(') open.push({ nodes: [], isSpaced });
    else if (text === ')' && open.length > 1) {
      open.pop();
      open.at(-1)!.nodes.push({ text: '', isSpaced: here.isSpaced, inner: here.nodes });
    } else here.nodes.push({ text, isSpaced });
    isSpaced = false;
  }
  return open.length === 1 ? open[0]!.nodes : [{ text: statement, isSpaced: false }];
}
