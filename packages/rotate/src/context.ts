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

/** What a rotation needs from outside. */
export interface RotateOptions {
  readonly iam: IAMClient;
  readonly secretsManager: SecretsManagerClient;
  /** Makes a client that acts with the key under test; it must not log its credentials. */
  readonly stsFor: (credentials: KeyCredentials) => STSClient;
  /**
   * Learns of every call, decision and alarm. No event holds a secret value. An error that it throws ends the run, but not
   * before the step under way is complete.
   */
  readonly onEvent?: (event: RotationEvent) => void;
  /** This machine's clock. Windows are counted by AWS's, as far as the two are known to differ by a minute or more. */
  readonly clock?: Clock;
  /** A number from 0 up to 1, for back-off and names that must differ. */
  readonly random?: () => number;
  /** Who rotates, for others to read while it does; a made-up name unless said otherwise. */
  readonly holder?: string;
  /** Rotate now, although the key is not due. */
  readonly force?: boolean;
  /** Stops between calls, and the call under way. What is left undone is done by the next run. */
  readonly signal?: AbortSignal;
}

/** The options of one run with every default filled in. */
export interface Run {
  readonly target: AccessKeyTarget;
  readonly options: RotateOptions;
  /** This machine's clock: for how long something takes, and for sleeping. */
  readonly clock: Clock;
  /** AWS's time: for whatever is compared with a date that AWS, or another machine, wrote. */
  readonly now: () => number;
  readonly random: () => number;
  readonly holder: string;
  /** The version under which a new key is stored, where Secrets Manager chose it. */
  readonly pendingVersionId?: string;
  readonly caller: Caller;
  /** A caller like the run's own, with other settings. */
  readonly callerWith: (options: CallerOptions) => Caller;
  /** Tells the listener, and keeps its error for {@link Run.listenerErrors} so that none can end a step half-way. */
  readonly emit: (event: RotationEvent) => void;
  readonly listenerErrors: unknown[];
  /** Values of versions, which never change once they have one. */
  readonly values: Map<string, Pick<ObservedVersion, 'createdAt' | 'value'>>;
}

/** @throws LeastwiseError `OPTION_MISSING` where a program without types left out a client. */
export function startRun(
  target: AccessKeyTarget,
  options: RotateOptions,
  makeCaller: MakeCaller = callAws,
): Run {
  for (const name of ['iam', 'secretsManager', 'stsFor'] as const) {
    // The boundary to programs without types.
    if ((options[name] as unknown) === undefined) throw missing(name);
  }
  const { clock = systemClock, random = Math.random, onEvent, signal } = options;
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
  return {
    target,
    options,
    clock,
    now: time.now,
    random,
    holder: options.holder ?? `leastwise-${makeName(random)}`,
    caller: callerWith({}),
    callerWith,
    emit,
    listenerErrors,
    values: new Map(),
  };
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
export async function pause({ clock, options: { signal } }: Run, milliseconds: number): Promise<void> {
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
    hint: 'rotate takes { iam, secretsManager, stsFor }',
  });
}
