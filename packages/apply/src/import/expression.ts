import type { Code } from '../source/code.ts';
import type { Catalog, FoundService } from './catalog.ts';

/** A piece of source with what it comes to: what is written was tried. */
export interface Expression<T> {
  readonly code: Code;
  readonly value: T;
}

/** What a document is written with, and what it took from where. */
export interface Writing {
  readonly catalog: Catalog;
  /** Names imported from `@leastwise/policy`. */
  readonly names: Set<string>;
  readonly services: Set<FoundService>;
}

export function writing(catalog: Catalog): Writing {
  return { catalog, names: new Set(), services: new Set() };
}

/** Every one of them, or `undefined` where one is missing. */
export function every<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const found = values.filter((value) => value !== undefined);
  return found.length === values.length ? found : undefined;
}

/** Notes a name of `@leastwise/policy` and gives it back. */
export function using(writing: Writing, name: string): string {
  writing.names.add(name);
  return name;
}

/** `s3`, or `arn_` where that would be taken for something else of the program. */
export function usingService(writing: Writing, found: FoundService): string {
  writing.services.add(found);
  return localIdent(found);
}

export function localIdent({ ident }: FoundService): string {
  return TAKEN.includes(ident) ? `${ident}Service` : ident;
}

/** What a program takes from `@leastwise/policy` and `@leastwise/apply`, or declares by itself. */
export const TAKEN: readonly string[] =
  'allow allowAllExcept anyAction arn aws deny denyAllExcept group imported instanceProfile managedPolicy oidcProvider parsePolicy policy principal role samlProvider stack trustPolicy unsafeArn unsafeServicePrincipal user'.split(
    ' ',
  );
