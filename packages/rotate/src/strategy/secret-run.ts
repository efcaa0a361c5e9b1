import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Secret } from '@leastwise/core';
import { type Calls, pause, type RotateSecretOptions, startCalls } from '../context.ts';
import { callAws, type MakeCaller } from '../port.ts';
import type { Announcement } from './announcement.ts';
import type { SecretTarget } from './managed-secret.ts';
import type { Members, StrategyTools } from './strategy.ts';

/** The options of one run with every default filled in. */
export interface SecretRun extends Calls {
  readonly target: SecretTarget;
  readonly secretsManager: SecretsManagerClient;
  /** Asked for although nothing is due. */
  readonly force: boolean;
  readonly tools: StrategyTools;
  /** Values of versions, which never change once they have one. */
  readonly values: Map<string, KnownValue>;
}

/** What a version holds: a value, or an announcement of one. */
export type KnownValue = { readonly createdAt: number } & (HeldValue | Announcement);

/** A value as a version holds it. */
export interface HeldValue {
  readonly value: Secret<object>;
  /** Everything it holds, so that what is kept beside the value is kept. */
  readonly members: Secret<Members>;
}

/** @throws LeastwiseError `OPTION_MISSING` where a program without types left out the client. */
export function startSecretRun(
  target: SecretTarget,
  options: RotateSecretOptions,
  makeCaller: MakeCaller = callAws,
): SecretRun {
  const calls = startCalls(options, makeCaller);
  const { caller, clock } = calls;
  const { secretsManager, force = false } = options;
  // A strategy that waits is stopped as the run is.
  const tools = { caller, clock: { now: () => clock.now(), sleep: (time: number) => pause(calls, time) } };
  return { ...calls, target, secretsManager, force, tools, values: new Map() };
}
