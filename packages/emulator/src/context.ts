import type { Ids } from './random.ts';
import type { Account, Cloud, Role, User } from './state.ts';

/** Who sent a request. */
export type Caller =
  | { readonly kind: 'root'; readonly arn: string; readonly userId: string }
  | { readonly kind: 'user'; readonly arn: string; readonly userId: string; readonly user: User }
  | { readonly kind: 'session'; readonly arn: string; readonly userId: string; readonly role: Role };

/** What a handler knows beside its input. */
export interface Context {
  readonly cloud: Cloud;
  /** The caller's account. */
  readonly account: Account;
  readonly caller: Caller;
  /** What the request was signed for. */
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly ids: Ids;
}

/** Handlers of a service's operations, by name. Each takes the operation's input and gives its output, or throws a Refusal. */
export type Handlers<Operations> = {
  readonly [Name in keyof Operations]?: Operations[Name] extends { input: infer Input; output: infer Output }
    ? (input: Input, context: Context) => Output
    : never;
};
