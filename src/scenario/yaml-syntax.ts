import type { ErrorCode, YAMLError } from 'yaml';

/** What is wrong in YAML's own terms, as a sentence with its way out. */
export function explainSyntax(error: YAMLError): { readonly message: string; readonly hint: string } {
  const known = sentences[error.code];
  if (known !== undefined) return { message: known[0], hint: known[1] };
  const message = error.message.replace(/ in YAML (document|stream)/, '');
  return {
    message: `not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    hint: 'Quote texts that hold special characters.',
  };
}

const quote = 'Put the text in quotes.';

const sentences: Partial<Record<ErrorCode, readonly [message: string, hint: string]>> = {
  TAB_AS_INDENT: ['a tab stands where spaces indent', 'Indent with spaces.'],
  MULTIPLE_DOCS: ['a second document starts here', 'Write one document to a file.'],
  BAD_INDENT: [
    'the indentation does not fit what stands above',
    'Let the keys of one mapping start in the same column, and close every bracket.',
  ],
  BAD_SCALAR_START: ['a text cannot start with this character', quote],
  BLOCK_AS_IMPLICIT_KEY: [
    'a second ":" on the line, or a line that is indented too far',
    'Quote a text that holds ": ", or align the key with those above.',
  ],
  MULTILINE_IMPLICIT_KEY: ['a line without ":" where a key is expected', 'Write `key: value`.'],
  UNEXPECTED_TOKEN: ['something stands behind the end of a value', 'Quote the whole value, or remove what follows it.'],
  MISSING_CHAR: ['a quote or bracket is opened and never closed', 'Close it.'],
  BAD_DIRECTIVE: ['a line that starts with % is a directive of YAML', quote],
  TAG_RESOLVE_FAILED: ['tags (!…) are not used here', 'Remove the tag.'],
  KEY_OVER_1024_CHARS: ['a key of more than 1,024 characters', 'Close the quote before it, or shorten it.'],
  BAD_DQ_ESCAPE: ['an unknown escape in a text in double quotes', 'Double the backslash, or use single quotes.'],
};
