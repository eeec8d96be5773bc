import type { ColumnProfile } from '../../model/profile.ts';
import { snakeCase } from './snake-case.ts';

/** Words of names of columns that speak of a person; German ones too. */
const words =
  /(^|_)(name|firstname|lastname|surname|vorname|nachname|email|mail|phone|tel|telefon|mobile|handy|fax|ssn|passport|birth|birthday|birthdate|dob|geburt\w*|address|addr|adresse|street|strasse|zip|plz|postcode|postal|iban|bic|card|account|konto|tax|steuer\w*|salary|gehalt|income|wage|gender|sex|religion|health|login|user|username|password|token|secret|ip|device|license|plate|latitude|longitude|lat|lon|lng)(_|\d|$)/u;

const forms: readonly string[] = ['e-mail', 'phone', 'ssn', 'ip'];

/** Whether a column may tell of a person, by its name or by what its values look like: then nothing of its values is told. */
export function isPersonal({ column, semantics }: ColumnProfile): boolean {
  return words.test(snakeCase(column.name)) || forms.includes(semantics?.looksLike ?? '');
}
