import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { allLocales } from '@faker-js/faker';
import { describe, expect, it } from 'vitest';
import { localeNames } from '../../../src/dataset/locale/locale-names.ts';
import { valueTypes } from '../../../src/dataset/registry.ts';
import { withDefaults } from '../../../src/scenario/schema-check.ts';
import { columnOf } from '../column-of.ts';
import { datasetOf } from '../dataset-of.ts';
import { textsWithin } from './pattern-regex.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('locales', () => {
  it('are all those that there are definitions of, but for jokes and what all have in common', () => {
    const files = readdirSync(`${root}/node_modules/@faker-js/faker/dist/locale`).filter((file) =>
      file.endsWith('.js'),
    );
    const jokes = ['base', 'en_AU_ocker', 'en_BORK'];
    expect(localeNames.toSorted()).toEqual(
      files
        .map((file) => file.slice(0, -'.js'.length))
        .filter((name) => !jokes.includes(name))
        .toSorted(),
    );
  });

  it('have values of every type, or say that they have none', () => {
    const without: string[] = [];
    for (const locale of localeNames)
      for (const type of valueTypes.values()) {
        if (!['person', 'internet', 'place', 'business', 'text'].includes(type.category)) continue;
        const parameters = withDefaults(type.parameters, {}) as Readonly<Record<string, unknown>>;
        const context = { with: parameters, locale, now: '2026-11-21T00:00:00.000000Z', rows: 10, types: valueTypes };
        const problems = type.problems?.(context) ?? [];
        if (problems.length > 0) without.push(`${type.id} ${locale}`);
        else expect([type.id, locale, type.space(context) > 0n]).toEqual([type.id, locale, true]);
      }
    expect(without).toEqual(['state az', 'zip_code en_HK', 'state ro_MD']);
  });

  it('take what they lack from the locale that they are based on, and last from English', async () => {
    const { fr, fr_CA: quebec, en, en_GB: british, en_US: american } = allLocales;
    expect([quebec.person?.first_name, british.person?.first_name, american.person?.first_name]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const isOf = (texts: unknown) => {
      const known = new Set(textsWithin(texts));
      return (value: string | null) => known.has(value!);
    };
    const values = (type: string, locale: string) => columnOf(`{type: ${type}, locale: ${locale}}`, 200);
    expect(await values('first_name', 'fr_CA')).toSatisfy((names: string[]) =>
      names.every(isOf(fr.person!.first_name)),
    );
    expect(await values('first_name', 'en_GB')).toSatisfy((names: string[]) =>
      names.every(isOf(en.person!.first_name)),
    );
    expect(await values('state', 'fr_CA')).toSatisfy((states: string[]) => states.every(isOf(quebec.location!.state)));
    expect(await values('department', 'ja')).toSatisfy((each: string[]) => each.every(isOf(en.commerce!.department)));
  });

  it('that are not known are refused with the nearest one', () => {
    expect(() => datasetOf('customers: {rows: 3, columns: {name: {type: full_name, locale: pt_BT}}}')).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ message: 'there is no locale "pt_BT"', hint: 'Did you mean "pt_BR"?' })],
      }),
    );
    expect(() => datasetOf('customers: {rows: 3, columns: {state: {type: state, locale: az}}}')).toThrow(
      /there are no values of this type in az/,
    );
  });

  it('are loaded when a data set uses them, and not before', async () => {
    const script = `
      import { registerHooks } from 'node:module';
      const seen = [];
      registerHooks({ load(url, context, next) { if (/faker-js|any-ascii/.test(url)) seen.push(url); return next(url, context); } });
      const { valueTypes } = await import('./src/dataset/registry.ts');
      const before = seen.length;
      valueTypes.get('iban').space({ with: {}, locale: 'de', now: '', rows: 1, types: valueTypes });
      const between = seen.length;
      valueTypes.get('country').space({ with: {}, locale: 'de', now: '', rows: 1, types: valueTypes });
      const locales = seen.filter((url) => url.includes('/locale/')).map((url) => url.replace(/.*\\//, ''));
      console.log(JSON.stringify({ before, between, locales }));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: root,
    });
    expect(JSON.parse(stdout)).toEqual({ before: 0, between: 0, locales: ['de.js'] });
  });
});
