/* What a service of the catalog can do beside naming its actions, resources and keys. */
import type { Action, KeysOf, LevelOf, TypesOf } from './action.ts';
import type { Resource } from './resource.ts';
import type { FreePlaceholder } from './resource-parser.ts';

/** An IAM wildcard pattern as a template-literal type: `Get*` is `Get${string}`. */
type Glob<P extends string> = P extends `${infer Head}*${infer Tail}`
  ? `${Head}${string}${Glob<Tail>}`
  : P extends `${infer Head}?${infer Tail}`
    ? `${Head}${string}${Glob<Tail>}`
    : P;

type Matching<Actions, P extends string> = Actions[Extract<keyof Actions, Glob<P>>];

/** A pattern of actions: it works on what any of them works on and carries what any of them carries. */
export type Wildcard<Prefix extends string, Actions, P extends string> = Action<
  `${Prefix}:${P}`,
  LevelOf<Matching<Actions, P>>,
  TypesOf<Matching<Actions, P>>,
  KeysOf<Matching<Actions, P>>
>;

export type CheckPattern<Prefix extends string, Actions, P extends string> = string extends P
  ? 'this pattern is known only at run time: use unsafeAction(...)'
  : P extends `${string}${'*' | '?'}${string}`
    ? [Extract<keyof Actions, Glob<P>>] extends [never]
      ? `no ${Prefix} action matches ${P}`
      : P
    : `${P} holds no wildcard: use the action itself`;

/** What every service has beside its actions, its resource types and `keys`. */
export interface Service<Prefix extends string, Actions, Formats> {
  /** What stands before the colon in the service's actions. */
  readonly prefix: Prefix;
  /** Every action of the service, those that AWS adds later too: `s3:*` */
  readonly all: Wildcard<Prefix, Actions, '*'>;
  /** Actions by wildcard: `match('Get*')`. A pattern that matches no action does not compile. */
  match<const P extends string>(pattern: CheckPattern<Prefix, Actions, P>): Wildcard<Prefix, Actions, P>;
  /** The actions that a pattern stands for in this version of the catalog, in the catalog's order. */
  expand(pattern: string): readonly string[];
  /** Takes an ARN of one of the service's resource types apart; `undefined` where it is none of them. */
  parse<const Text extends string>(arn: Text): ParsedResource<Formats, Plain<Text>>;
}

/** A resource's ARN taken apart: its type, and the value of each placeholder of the type's format. */
export interface ResourceParts<Type, Params> {
  readonly type: Type;
  readonly params: Params;
}

type Names<Format extends string> = Format extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type Flat<T> = { [K in keyof T]: T[K] } & {};

type Fits<Name extends string, Value extends string> = Value extends ''
  ? false
  : Value extends `${string}${'/' | ':'}${string}`
    ? Name extends FreePlaceholder
      ? true
      : false
    : true;

/** Text taken apart by a format, or `never` where it does not fit. */
type Take<
  Format extends string,
  Text extends string,
  Sofar,
> = Format extends `${infer Left}{${infer Name}}${infer Right}`
  ? Text extends `${Left}${infer Rest}`
    ? Right extends ''
      ? Fits<Name, Rest> extends true
        ? Sofar & { readonly [N in Name]: Rest }
        : never
      : Right extends `${infer Delimiter}{${string}`
        ? Rest extends `${infer Value}${Delimiter}${infer More}`
          ? Fits<Name, Value> extends true
            ? Take<Right, `${Delimiter}${More}`, Sofar & { readonly [N in Name]: Value }>
            : never
          : never
        : Rest extends `${infer Value}${Right}`
          ? Fits<Name, Value> extends true
            ? Sofar & { readonly [N in Name]: Value }
            : never
          : never
    : never
  : Text extends Format
    ? Sofar
    : never;

/** The text of an ARN that a builder made: templates do not see through what the compiler knows beside it. */
type Plain<Text extends string> = Text extends Resource<string, infer Arn> ? Arn : Text;

type Loose<Formats, Type extends keyof Formats> = Formats[Type] extends string
  ? ResourceParts<Type, { readonly [N in Names<Formats[Type]>]: string }>
  : never;
type Exact<Type, Params> = [Params] extends [never] ? never : ResourceParts<Type, Flat<Params>>;

export type ParsedResource<Formats, Text extends string> = string extends Text
  ? { [Type in keyof Formats]: Loose<Formats, Type> }[keyof Formats] | undefined
  : {
        [Type in keyof Formats]: Formats[Type] extends string
          ? Exact<Type, Take<Formats[Type], Text, unknown>>
          : never;
      }[keyof Formats] extends infer Found
    ? [Found] extends [never]
      ? undefined
      : Found
    : never;
