/** Words with one blank between each two: what was folded over lines, or set in several paragraphs. */
export function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
