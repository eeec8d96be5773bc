/**
 * A regular expression for a shape in which `9` stands for one ASCII digit and every other character for itself.
 * It is written in what POSIX expressions and RE2 read alike, without anchors.
 */
export function shapePattern(shape: string): string {
  return shape.replace(/9|[!-/:-@[-^`{-~]/g, (character) => (character === '9' ? '[0-9]' : `\\${character}`));
}
