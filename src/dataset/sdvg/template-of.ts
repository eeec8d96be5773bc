import type { Written } from '../dataset-yaml.ts';
import { letters, specialCharacters } from './alphabets.ts';

/**
 * A template of sdvg as a pattern of strings; as a regular expression where it holds `#`, which stands for characters
 * that are neither letters nor digits there, or letters of another alphabet.
 */
export function templateOf(template: string, locale: 'en' | 'ru'): Readonly<Record<string, Written>> {
  const isPlain = !template.includes('#') && (locale === 'en' || !/[Aa]/.test(template));
  if (isPlain) return { pattern: template.replaceAll('\\', String.raw`\\`) };
  const classes: Readonly<Record<string, string>> = {
    A: `[${letters[locale].capitals}]`,
    a: `[${letters[locale].small}]`,
    '0': '[0-9]',
    // A hyphen at the end of a class is itself.
    '#': `[${specialCharacters.replace('-', '')}-]`,
  };
  const regex = Array.from(template, (each) => classes[each] ?? each.replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`));
  return { regex: regex.join('') };
}
