import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  type CallEvent,
  type Caller,
  type Clock,
  createCaller,
  LeastwiseError,
  type Secret,
  systemClock,
} from '@leastwise/core';
import type { SecretTarget } from './managed-secret.ts';
import type { Members, StrategyTools } from './strategy.ts';

/** Something that a rotation by a strategy found out or did; without a secret in it. */
export interface SecretDecisionEvent {
  readonly type: 'decision';
  /** The state that was found. */
  readonly observed: string;
  /** The step that is taken, or the state to stop in. */
  readonly does: string;
  readonly secret: string;
  readonly versionId?: string;
}

export type SecretEvent = CallEvent | SecretDecisionEvent;

/** What a rotation by a strategy needs from outside; clients for the other side are the strategy's. */
export interface RotateSecretOptions {
  readonly secretsManager: SecretsManagerClient;
  /** Learns of every call and decision. An error that it throws ends the run, and the next one goes on. */
  readonly onEvent?: (event: SecretEvent) => void;
  readonly clock?: Clock;
  /** A number from 0 up to 1, for back-off. */
  readonly random?: () => number;
  /** Rotate now, although the value is not due. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
}

/** The options of one run with every default filled in. */
export interface SecretRun<Value extends object> {
  readonly target: SecretTarget<Value>;
  readonly secretsManager: SecretsManagerClient;
  readonly caller: Caller;
  readonly clock: Clock;
  readonly tools: StrategyTools;
  readonly emit: (event: SecretEvent) => void;
  /** Values of versions, which never change once they have one. */
  readonly values: Map<string, KnownValue<Value>>;
}

/** What a version holds. */
export interface KnownValue<Value extends object> {
  readonly createdAt: number;
  readonly value: Secret<Value>;
  /** Everything it holds, so that what is kept beside the value is kept. */
  readonly members: Secret<Members>;
}

/** @throws LeastwiseError `OPTION_MISSING` where a program without types left out the client. */
export function startSecretRun<Value extends object>(
  target: SecretTarget<Value>,
  { secretsManager, onEvent, clock = systemClock, random = Math.random, signal }: RotateSecretOptions,
): SecretRun<Value> {
  if ((secretsManager as unknown) === undefined) {
    throw new LeastwiseError({
      code: 'OPTION_MISSING',
      what: '`secretsManager` is missing',
      path: '$.secretsManager',
      hint: 'pass a SecretsManagerClient',
    });
  }
  const emit = (event: SecretEvent): void => onEvent?.(event);
  const caller = createCaller({ clock, random, signal, onEvent: emit });
  return { target, secretsManager, caller, clock, tools: { caller, clock }, emit, values: new Map() };
}
