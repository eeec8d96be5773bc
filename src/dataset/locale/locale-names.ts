import { didYouMean } from '../../scenario/nearest.ts';

/** Locales whose names, addresses and texts are known: language, country, script. */
export const localeNames: readonly string[] =
  `af_ZA ar az bn_BD cs_CZ cy da de de_AT de_CH dv el en en_AU en_CA en_GB en_GH en_HK en_IE en_IN en_NG en_NP
  en_US en_ZA eo es es_MX fa fi fr fr_BE fr_CA fr_CH fr_LU fr_SN he hr hu hy id_ID it ja ka_GE ko ku_ckb
  ku_kmr_latin lv mk mn_MN_cyrl nb_NO ne nl nl_BE pl pt_BR pt_PT ro ro_MD ru sk sl_SI sr_RS_latin sv ta_IN th tr
  uk ur uz_UZ_latin vi yo_NG zh_CN zh_TW zu_ZA`.split(/\s+/);

/** What is wrong with the name of a locale, with the way out; undefined where it is known. */
export function unknownLocale(name: string): { readonly message: string; readonly hint: string } | undefined {
  if (localeNames.includes(name)) return undefined;
  return { message: `there is no locale "${name}"`, hint: didYouMean(name, localeNames, 'locales') };
}
