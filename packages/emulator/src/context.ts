import type { Clock } from '@leastwise/core';
import type { Ruling } from './authorization/guard.ts';
import type { DemandOfPart } from './authorization/row.ts';
import type { Consistency } from './consistency/consistency.ts';
import type { History } from './consistency/history.ts';
import type { AccountQuotas } from './iam/quotas.ts';
import type { Ids } from './random.ts';
import type { RotationFunctions } from './rotation-functions.ts';
import type { Account, Cloud, Role, User } from './state.ts';
import type { Session } from './sts/session-state.ts';
import type { JsonWebKeySet } from './sts/web-identity.ts';

/** Who sent a request. Of temporary credentials, `session` tells how they came about. */
export type Caller =
  | {
      readonly kind: 'root';
      readonly arn: string;
      readonly userId: string;
      readonly session?: Session | undefined;
    }
  | {
      readonly kind: 'user';
      readonly arn: string;
      readonly userId: string;
      readonly user: User;
      readonly session?: Session | undefined;
    }
  | {
      readonly kind: 'session';
      readonly arn: string;
      readonly userId: string;
      readonly role: Role;
      readonly session: Session;
    }
  | {
      readonly kind: 'federated-user';
      readonly arn: string;
      readonly userId: string;
      /** The user who asked for its credentials; absent where that was the root. */
      readonly by: User | undefined;
      readonly session: Session;
    }
  /** A request that needs no signature and has none, or one that an AWS service makes for itself. */
  | {
      readonly kind: 'anonymous' | 'service';
      readonly arn: string;
      readonly userId: string;
      readonly session?: undefined;
    };

/** How a request came, which policies may ask about. */
export interface Transport {
  /** Over TLS; requests in the emulator's own process count as such. */
  readonly secure: boolean;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  readonly referer: string | undefined;
}

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
  readonly transport: Transport;
  /** The public keys of OpenID Connect issuers. */
  readonly issuers: Readonly<Record<string, JsonWebKeySet>>;
  /** For what happens after the answer. */
  readonly clock: Clock;
  readonly functions: RotationFunctions;
  /** In milliseconds. */
  readonly replicationDelay: number;
  readonly quotas: AccountQuotas;
  readonly consistency: Consistency;
  /** What was before, where something lags behind. */
  readonly history: History;
  /** Takes down what was decided of a permission. */
  readonly note: (ruling: Ruling) => void;
  /**
   * Asks for a permission that one item of a batch needs.
   *
   * @throws Refusal where it is denied
   */
  readonly demand: (part: DemandOfPart) => void;
}

/**
 * Handlers of a service's operations, by name. Each takes the operation's input and gives its output, or throws a Refusal. Beside it
 * stands a row that says what the caller must be allowed (authorization/row.ts).
 */
export type Handlers<Operations> = {
  readonly [Name in keyof Operations]?: Operations[Name] extends { input: infer Input; output: infer Output }
    ? (input: Input, context: Context) => Output | Promise<Output>
    : never;
};
