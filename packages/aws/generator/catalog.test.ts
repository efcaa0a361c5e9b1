import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unsafeAction } from '@leastwise/policy';
import { memberName, splitFormat } from '@leastwise/policy/catalog';
import { catalogFiles } from './files.ts';
import { buildModel, type ResourceModel, type ServiceModel } from './model.ts';
import { keyCorrections } from './key-overlay.ts';
import { corrections } from './overlay.ts';
import { readSource } from './source.ts';

/** A service as users import it, without the types that only the compiler of a program needs. */
interface Built {
  readonly [member: string]: unknown;
  readonly prefix: string;
  readonly keys: Readonly<Record<string, unknown>>;
  expand(pattern: string): readonly string[];
  parse(
    arn: string,
  ): { readonly type: string; readonly params: Readonly<Record<string, string>> } | undefined;
}

const source = readSource();
const models = buildModel(source, corrections, keyCorrections);
const files = catalogFiles(source, models);

const load = async ({ prefix, ident }: ServiceModel): Promise<Built> => {
  const path = new URL(`../generated/${prefix}.js`, import.meta.url).href;
  const module = (await import(/* @vite-ignore */ path)) as Readonly<Record<string, Built | undefined>>;
  const built = module[ident];
  if (built === undefined) throw new Error(`${prefix}.js exports no ${ident}`);
  return built;
};
const services = new Map<ServiceModel, Built>(
  await Promise.all(models.map(async (model) => [model, await load(model)] as const)),
);

describe('the generated files', () => {
  test('are those that the generator writes today', () => {
    const stale = [...files.generated].filter(
      ([path, text]) => readFileSync(new URL(`../generated/${path}`, import.meta.url), 'utf8') !== text,
    );
    expect(stale.map(([path]) => path)).toEqual([]);
  });

  test('are those that the committed summary speaks of', () => {
    expect(readFileSync(new URL('../summary.json', import.meta.url), 'utf8')).toBe(files.summary);
  });

  test('hold every service', () => {
    expect(services.size).toBeGreaterThan(450);
    expect([...services].filter(([{ prefix }, built]) => built.prefix !== prefix)).toEqual([]);
  });
});

describe('every action', () => {
  test('is its service and its name, as text', () => {
    const wrong = [...services].flatMap(([{ prefix, actions }, built]) =>
      actions
        .filter(({ name }) => built[name] !== `${prefix}:${name}`)
        .map(({ name }) => `${prefix}:${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test('is one that a statement takes', () => {
    const actions = [...services.values()].flatMap((built) => built.expand('*'));
    expect(actions).toHaveLength(models.reduce((sum, model) => sum + model.actions.length, 0));
    const refused = actions.filter((action) => {
      try {
        return unsafeAction(action) !== action;
      } catch {
        return true;
      }
    });
    expect(refused).toEqual([]);
  });
});

test('every condition key is there by its name', () => {
  const placeholder = /\$\{[^}]+\}|<[^>]+>/g;
  const wrong = [...services].flatMap(([{ keys }, built]) =>
    keys.filter(({ name, member, template }) => {
      const key = built.keys[member];
      const value = template ? (key as (part: string) => unknown)('part') : key;
      return (value as { readonly name?: string }).name !== name.replaceAll(placeholder, 'part');
    }),
  );
  expect(wrong).toEqual([]);
});

test('every correction says why, and on which page AWS shows it', () => {
  for (const { reason, source: page } of [...corrections, ...keyCorrections]) {
    expect(reason).toMatch(/^[a-z].{20,}[^.]$/);
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  }
});

const PLACES = ['Partition', 'Region', 'Account'];
const WHERE: Readonly<Record<string, string>> = {
  partition: 'aws',
  region: 'eu-west-1',
  account: '111122223333',
};

interface Format {
  readonly id: string;
  readonly model: ServiceModel;
  readonly member: string;
  readonly type: string;
  readonly format: string;
}

const formatsOf = (model: ServiceModel, { type, member, formats }: ResourceModel): readonly Format[] =>
  formats.map((format, i) => {
    const name = i === 0 ? member : `${member}Alt${i === 1 ? '' : i}`;
    return { id: `${model.prefix}.${name}`, model, member: name, type, format };
  });
const formats = models.flatMap((model) => model.resources.flatMap((resource) => formatsOf(model, resource)));

/** Builds an ARN with the given names and takes it apart again; whether that gave the same type and names. */
const comesBack = ({ model, member, type, format }: Format, names: readonly string[]): boolean => {
  const placeholders = splitFormat(format).filter((_, i) => i % 2 === 1);
  const own = [...new Set(placeholders.filter((name) => !PLACES.includes(name)).map(memberName))];
  const given = Object.fromEntries(own.map((name, i) => [name, `${names[i % names.length]}${i}`]));
  const places = placeholders.filter((name) => PLACES.includes(name)).map(memberName);
  const built = services.get(model);
  const build = built?.[member] as (...args: readonly unknown[]) => string;
  const arn = own.length > 2 ? build(given, WHERE) : build(...Object.values(given), WHERE);
  const parsed = built?.parse(arn);
  const expected = { ...given, ...Object.fromEntries(places.map((place) => [place, WHERE[place]])) };
  return parsed?.type === type && equal(parsed.params, expected);
};
const equal = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => a[key] === b[key]);

/** Formats that nobody can tell apart from another one of the service, or whose names nothing keeps apart. */
const AMBIGUOUS: Readonly<Record<string, string>> = {
  'appsync.graphqlapi': 'reads like appsync.api',
  'codeartifact.packageGroup': 'has two names with nothing between them',
  'connect.qualifiedCustomerManagedView':
    'is a format of connect.customerManagedViewVersion with another name for the version',
  'lambda.functionVersion': 'reads like lambda.functionAlias',
  'lex.botVersion': 'reads like lex.botAlias',
  'mediastore.object': 'reads like mediastore.folder',
  'proton.environmentTemplateVersion': 'is a format of the minor version with other names for its numbers',
  'proton.serviceTemplateVersion': 'is a format of the minor version with other names for its numbers',
  'states.statemachineversion': 'reads like states.statemachinealias',
};

describe('an ARN that a builder makes', () => {
  test('is taken apart into what it was made of, for every format but those that cannot be told apart', () => {
    // Some formats keep names apart by a hyphen or a dot, which a name may hold too: those cannot come back for certain.
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,12}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 3, maxLength: 3 }), (names) => {
        const lost = formats.filter((format) => !comesBack(format, names)).map(({ id }) => id);
        expect(lost).toEqual(Object.keys(AMBIGUOUS));
      }),
      { numRuns: 4 },
    );
  });
});
