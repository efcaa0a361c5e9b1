import { LeastwiseError } from '@leastwise/core';
import type { sts } from '@leastwise/aws/sts';
import type { KnownService, PolicyDocument } from '@leastwise/policy';
import { listOf } from '../statement-elements.ts';

/*
 * The catalog for a program that has only text: the services that documents name, each by its prefix.
 */

/** A service of the catalog; what every one has is said by the example of one. */
export interface CatalogService extends Pick<typeof sts, 'expand' | 'parse'> {
  readonly prefix: string;
  readonly all: string;
  readonly keys: object;
  match(pattern: string): string;
}

/** A service with the name that its module exports it by, and what is known of its actions. */
export interface FoundService {
  /** `s3` */
  readonly ident: string;
  /** `@leastwise/aws/s3` */
  readonly module: string;
  readonly service: CatalogService;
  readonly facts: KnownService;
}

/** The services by prefix, in lower case. */
export type Catalog = ReadonlyMap<string, FoundService>;

/**
 * Loads the services that documents name in actions and condition keys; those that the catalog lacks are left out.
 *
 * @throws LeastwiseError `CATALOG_MISSING` where the catalog is not installed
 */
export async function loadCatalog(documents: readonly PolicyDocument[]): Promise<Catalog> {
  if ((await load('sts')) === undefined)
    throw new LeastwiseError({
      code: 'CATALOG_MISSING',
      what: '`@leastwise/aws` is not installed, which says what policies may be written with',
      hint: 'npm install @leastwise/aws',
    });
  const prefixes = [...new Set(documents.flatMap(prefixesOf))].sort();
  const found = await Promise.all(prefixes.map(load));
  return new Map(found.flatMap((each) => (each === undefined ? [] : [[each.service.prefix, each] as const])));
}

function prefixesOf(document: PolicyDocument): string[] {
  return listOf(document.Statement).flatMap(({ Action = [], NotAction = [], Condition = {} }) => {
    const keys = Object.values(Condition).flatMap((each) => Object.keys(each));
    return [...listOf(Action), ...listOf(NotAction), ...keys]
      .map((text) => /^([a-z0-9-]+):/i.exec(text)?.[1]?.toLowerCase() ?? '')
      .filter((prefix) => prefix !== '' && prefix !== 'aws');
  });
}

async function load(prefix: string): Promise<FoundService | undefined> {
  const module = `@leastwise/aws/${prefix}`;
  try {
    const exported = (await import(/* @vite-ignore */ module)) as Readonly<Record<string, unknown>>;
    const known = `@leastwise/aws/facts/${prefix}`;
    const { facts } = (await import(/* @vite-ignore */ known)) as { readonly facts: KnownService };
    for (const [ident, value] of Object.entries(exported))
      if (isService(value, prefix)) return { ident, module, service: value, facts };
    return undefined;
  } catch (error) {
    // Each loader of modules has a sentence of its own for one that is not there.
    if (error instanceof Error && /not (find|defined|exported|resolve)|failed to/i.test(error.message))
      return undefined;
    throw error;
  }
}

function isService(value: unknown, prefix: string): value is CatalogService {
  return typeof value === 'object' && value !== null && 'prefix' in value && value.prefix === prefix;
}
