import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSource } from './source.ts';

const read = <T>(file: string): T => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as T;
const pages = read<Record<string, string>>('reference-pages.json');
const others = read<Record<string, Record<string, readonly string[]>>>('reference-pages-of-actions.json');
const { services } = readSource();

const ADDRESS =
  /^https:\/\/docs\.aws\.amazon\.com\/service-authorization\/latest\/reference\/list_[a-z0-9]+(?:-[a-z0-9]+)*\.html$/;

/** The text of each link in the declarations of a service. */
const linksOf = (prefix: string): readonly string[] => {
  const text = readFileSync(new URL(`../generated/${prefix}.d.ts`, import.meta.url), 'utf8');
  return [...text.matchAll(/\[AWS\]\(([^)]*)\)/g)].map(([, address = '']) => address);
};

describe("a page of AWS's reference", () => {
  test('is named for every prefix of the catalog and for no other', () => {
    expect(Object.keys(pages).sort()).toEqual(services.map(({ prefix }) => prefix).sort());
  });

  test('is that of one prefix', () => {
    const named = [...Object.values(pages), ...Object.values(others).flatMap((each) => Object.keys(each))];
    expect(named.filter((page, i) => named.indexOf(page) !== i)).toEqual([]);
  });

  test('is named beside that of its prefix only for actions that there are, each once', () => {
    for (const [prefix, named] of Object.entries(others)) {
      const actions = services.find((service) => service.prefix === prefix)?.actions ?? [];
      const listed = Object.values(named).flat();
      expect(new Set(listed).size, prefix).toBe(listed.length);
      expect(actions.map(({ name }) => name)).toEqual(expect.arrayContaining(listed));
    }
  });

  test('is what every link leads to, and each link to a page of its own prefix', () => {
    const wrong = services.flatMap(({ prefix }) => {
      const known = [pages[prefix] ?? '', ...Object.keys(others[prefix] ?? {})];
      return linksOf(prefix).filter(
        (link) => !ADDRESS.test(link) || !known.some((page) => link.endsWith(`/list_${page}.html`)),
      );
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ['ses', 'SendEmail', 'sesv2'],
    ['ses', 'CreateReceiptRule', 'ses'],
    ['lex', 'PutBot', 'lex'],
    ['lex', 'BuildBotLocale', 'lex-v2'],
    ['aws-marketplace', 'Subscribe', 'marketplace-agreement'],
  ])('of %s:%s is list_%s', (prefix, action, page) => {
    const text = readFileSync(new URL(`../generated/${prefix}.d.ts`, import.meta.url), 'utf8');
    const [doc] = new RegExp(`/list_[a-z0-9-]+\\.html\\) \\*/\\n  readonly ${action}:`).exec(text) ?? [];
    expect(doc).toContain(`/list_${page}.html)`);
  });
});
