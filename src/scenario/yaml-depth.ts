import { CST, Lexer } from 'yaml';

/** Deeper than any file means to be, and far from where the parser's recursion would exhaust the stack. */
const deepest = 200;

/** Whether the text nests deeper than the parser can follow. Looks at tokens only: indentation, indicators, brackets. */
export function isTooDeep(text: string): boolean {
  let brackets = 0;
  let block = 0;
  let isIndentation = true;
  for (const token of new Lexer().lex(text)) {
    switch (CST.tokenType(token)) {
      case 'newline':
        block = 0;
        isIndentation = true;
        continue;
      case 'space':
        if (isIndentation) block += token.length;
        break;
      case 'seq-item-ind':
      case 'explicit-key-ind':
      case 'map-value-ind':
        if (brackets === 0) block += 1;
        break;
      case 'flow-map-start':
      case 'flow-seq-start':
        brackets += 1;
        break;
      case 'flow-map-end':
      case 'flow-seq-end':
        brackets = Math.max(0, brackets - 1);
        break;
      default:
    }
    isIndentation = false;
    if (brackets + block > deepest) return true;
  }
  return false;
}
