import type { facts } from './action.ts';

export interface ResourceFacts<Type extends string> {
  readonly [facts]: { readonly type: Type };
}

/** The ARN of a known resource type: at run time the plain ARN string. */
export type Resource<Type extends string = string, Arn extends string = string> = Arn & ResourceFacts<Type>;

/** Any resource. */
export type AnyResource = string & ResourceFacts<string>;

/** The resource type of an ARN that the catalog did not build; every action takes it. */
export type Unchecked = '*';

export type TypeOf<R extends AnyResource> = R[typeof facts]['type'];
