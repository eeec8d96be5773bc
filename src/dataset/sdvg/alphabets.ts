/** Characters that strings of sdvg are made of, by locale. */
export const letters: Readonly<Record<'en' | 'ru', { readonly capitals: string; readonly small: string }>> = {
  en: { capitals: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', small: 'abcdefghijklmnopqrstuvwxyz' },
  ru: { capitals: 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ', small: 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя' },
};

const digits = '0123456789';

/** What sdvg calls special characters. */
export const specialCharacters = '!#$%&()*+,-.:;<=>?@_{|}';

/** The characters of a string, those left out that are not wanted. */
export function alphabetOf(
  locale: 'en' | 'ru',
  wanted: Readonly<Record<'capitals' | 'small' | 'digits' | 'others', boolean>>,
): string {
  return [
    wanted.capitals ? letters[locale].capitals : '',
    wanted.small ? letters[locale].small : '',
    wanted.digits ? digits : '',
    wanted.others ? specialCharacters : '',
  ].join('');
}
