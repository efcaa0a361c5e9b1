import type { IAMClient } from '@aws-sdk/client-iam';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { STSClient } from '@aws-sdk/client-sts';
import { type Caller, type CallerOptions, type Clock, LeastwiseError, systemClock } from '@leastwise/core';
import type { AccessKeyTarget } from './access-key.ts';
import { createAwsTime } from './aws-time.ts';
import type { RotationEvent } from './events.ts';
import type { ObservedVersion } from './observation.ts';
import { callAws, type MakeCaller } from './port.ts';

/** A key as the AWS SDK takes it. Only {@link RotateOptions.stsFor} ever sees it. */
export interface KeyCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What every rotation needs from outside; clients for the other side of a {@link SecretTarget} are its strategy's. */
export interface RotateSecretOptions {
  readonly secretsManager: SecretsManagerClient;
  /**
   * Learns of every call, decision and alarm. No event holds a secret value. An error that it throws ends the run, but not
   * before the step under way is complete.
   */
  readonly onEvent?: (event: RotationEvent) => void;
  /** This machine's clock. Windows are counted by AWS's, as far as the two are known to differ by a minute or more. */
  readonly clock?: Clock;
  /** A number from 0 up to 1, for back-off and names that must differ. */
  readonly random?: () => number;
  /** Rotate now, although nothing is due. */
  readonly force?: boolean;
  /** Stops between calls, and the call under way. What is left undone is done by the next run. */
  readonly signal?: AbortSignal;
}

/** What a rotation of an access key needs from outside. */
export interface RotateOptions extends RotateSecretOptions {
  readonly iam: IAMClient;
  /** Makes a client that acts with the key under test; it must not log its credentials. */
  readonly stsFor: (credentials: KeyCredentials) => STSClient;
  /** Who rotates, for others to read while it does; a made-up name unless said otherwise. */
  readonly holder?: string;
}

/** The options of a target of either kind, before it is known which. */
export type GivenOptions = RotateSecretOptions & Partial<RotateOptions>;

/** How a run of either kind calls AWS, tells time and is listened to. */
export interface Calls {
  readonly signal: AbortSignal | undefined;
  /** This machine's clock: for how long something takes, and for sleeping. */
  readonly clock: Clock;
  /** AWS's time: for whatever is compared with a date that AWS, or another machine, wrote. */
  readonly now: () => number;
  readonly random: () => number;
  readonly caller: Caller;
  /** A caller like the run's own, with other settings. */
  readonly callerWith: (options: CallerOptions) => Caller;
  /** Tells the listener, and keeps its error for {@link Calls.listenerErrors} so that none can end a step half-way. */
  readonly emit: (event: RotationEvent) => void;
  readonly listenerErrors: unknown[];
}

/** The options of one run with every default filled in. */
export interface Run extends Calls {
  readonly target: AccessKeyTarget;
  readonly options: RotateOptions;
  readonly holder: string;
  /** The version under which a new key is stored, where Secrets Manager chose it. */
  readonly pendingVersionId?: string;
  /** Values of versions, which never change once they have one. */
  readonly values: Map<string, Pick<ObservedVersion, 'createdAt' | 'value'>>;
}

/** @throws LeastwiseError `OPTION_MISSING` where a client was left out. */
export function startRun(
  target: AccessKeyTarget,
  given: GivenOptions,
  makeCaller: MakeCaller = callAws,
): Run {
  const { iam, stsFor } = given;
  if (!iam) throw missing('iam');
  const calls = startCalls(given, makeCaller);
  if (!stsFor) throw missing('stsFor');
  return {
    ...calls,
    target,
    options: { ...given, iam, stsFor },
    holder: given.holder ?? `leastwise-${makeName(calls.random)}`,
    values: new Map(),
  };
}

/** @throws LeastwiseError `OPTION_MISSING` where a program without types left out the client. */
export function startCalls(
  { secretsManager, clock = systemClock, random = Math.random, onEvent, signal }: RotateSecretOptions,
  makeCaller: MakeCaller,
): Calls {
  // The boundary to programs without types.
  if ((secretsManager as unknown) === undefined) throw missing('secretsManager');
  const listenerErrors: unknown[] = [];
  const emit = (event: RotationEvent): void => {
    try {
      onEvent?.(event);
    } catch (error) {
      listenerErrors.push(error);
    }
  };
  const time = createAwsTime(clock);
  const callerWith = (settings: CallerOptions): Caller =>
    makeCaller({ clock, random, signal, onEvent: emit, ...settings }, time.learn);
  const now = time.now;
  return { signal, clock, now, random, caller: callerWith({}), callerWith, emit, listenerErrors };
}

/** A name that nobody else makes up, of 20 letters and digits. */
export function makeName(random: () => number): string {
  const part = (): string =>
    Math.floor(random() * 36 ** 10)
      .toString(36)
      .padStart(10, '0');
  return part() + part();
}

/** Waits, unless the run is stopped. */
export async function pause(
  { clock, signal }: Pick<Calls, 'clock' | 'signal'>,
  milliseconds: number,
): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    throw new LeastwiseError({
      code: 'ABORTED',
      what: 'the rotation was stopped while it waited',
      hint: 'run it again: it goes on where it stopped',
    });
  }
}

function missing(name: string): LeastwiseError {
  return new LeastwiseError({
    code: 'OPTION_MISSING',
    what: `\`${name}\` is missing`,
    path: `$.${name}`,
    hint: 'an access key takes { iam, secretsManager, stsFor }, any other secret { secretsManager }',
  });
}
