import type { Lexicon } from '../where-lexer.ts';

/** How DuckDB spells strings and placeholders. https://duckdb.org/docs/stable/sql/data_types/literal_types */
export const lexicon: Lexicon = { hasDollarQuotes: true, escapePrefixes: ['e', 'u&'], placeholders: ['?'] };
