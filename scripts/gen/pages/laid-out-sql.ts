/** Columns of a value that is longer are left out of its middle: it is on the page to be recognised, not to be run. */
const longest = 420;

/** One level of a statement: what stands between a pair of parentheses that hold a query. */
const clauses =
  /\b(select|from|where|group by|having|order by|limit|fetch first|offset|left join|join|union all|(?<!character )set)\b/iy;

/**
 * SQL over lines: each query inside another one further in, each of its clauses on a line of its own. What is quoted
 * stays as it is; long values lose their middle (`…`).
 */
export function laidOutSql(sql: string): string {
  const text = sql.replaceAll(/\s+/gu, ' ').trim();
  return lines(text, 0)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .join('\n');
}

function lines(text: string, depth: number): string {
  const indent = '  '.repeat(depth);
  let out = '';
  let piece = '';
  const flush = () => {
    out += shortened(piece);
    piece = '';
  };
  for (let index = 0; index < text.length;) {
    const character = text[index]!;
    if (character === "'" || character === '"' || character === '`' || character === '[') {
      const end = endOfQuoted(text, index);
      piece += text.slice(index, end);
      index = end;
    } else if (character === '(') {
      const end = endOfParentheses(text, index);
      const inner = text.slice(index + 1, end - 1).trim();
      if (/^(select|with)\b/iu.test(inner) && inner.length > 60) {
        flush();
        out += `(\n${'  '.repeat(depth + 1)}${lines(inner, depth + 1).trimStart()}\n${indent})`;
      } else piece += text.slice(index, end);
      index = end;
    } else {
      clauses.lastIndex = index;
      const found = /[\s)]/u.test(text[index - 1] ?? ' ') ? clauses.exec(text)?.[0] : undefined;
      if (found === undefined) {
        piece += character;
        index += 1;
      } else {
        flush();
        out = `${out.trimEnd()}\n${indent}${found}`;
        index += found.length;
      }
    }
  }
  flush();
  return out;
}

/** The items of a list, each cut in its middle where it is too long to read. */
function shortened(piece: string): string {
  return itemsOf(piece)
    .map((item) => (item.length <= longest ? item : cut(item)))
    .join(',');
}

function cut(item: string): string {
  return `${item.slice(0, 300).trimEnd()} … ${item.slice(-80).trimStart()}`;
}

function itemsOf(list: string): readonly string[] {
  const items: string[] = [];
  let from = 0;
  for (let index = 0; index < list.length;) {
    const character = list[index]!;
    if (character === "'" || character === '"' || character === '`') index = endOfQuoted(list, index);
    else if (character === '(') index = endOfParentheses(list, index);
    else {
      if (character === ',') {
        items.push(list.slice(from, index));
        from = index + 1;
      }
      index += 1;
    }
  }
  return [...items, list.slice(from)];
}

function endOfQuoted(text: string, from: number): number {
  const close = text[from] === '[' ? ']' : text[from]!;
  for (let index = from + 1; index < text.length; index += 1) {
    if (text[index] !== close) continue;
    if (text[index + 1] !== close) return index + 1;
    index += 1;
  }
  return text.length;
}

function endOfParentheses(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length;) {
    const character = text[index]!;
    if (character === "'" || character === '"' || character === '`') {
      index = endOfQuoted(text, index);
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    index += 1;
    if (depth === 0) return index;
  }
  return text.length;
}
