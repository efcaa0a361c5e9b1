/** What Secrets Manager sends to a rotation function. */
export interface RotationEvent {
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
  /** The secret's ARN. */
  readonly SecretId: string;
  /** The id of the version that is being made. */
  readonly ClientRequestToken: string;
}

/**
 * Stands in for a Lambda function that rotates a secret.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export type RotationFunction = (event: RotationEvent) => Promise<unknown>;

/** A step of a rotation that failed, which AWS tells only in the function's log. */
export interface RotationFailure {
  readonly secret: string;
  readonly step: RotationEvent['Step'];
  readonly error: unknown;
}

/** The functions that rotate secrets, and what is running of them. */
export interface RotationFunctions {
  readonly get: (arn: string) => RotationFunction | undefined;
  readonly arns: () => readonly string[];
  /** Runs steps one after the other, in the background, until one fails; then it calls `done`. */
  readonly run: (
    rotate: RotationFunction,
    events: readonly RotationEvent[],
    done: (failed: boolean) => void,
  ) => void;
  /** Whether a function runs for this secret. */
  readonly isRunning: (secret: string) => boolean;
  /** Takes down a step that could not be run. */
  readonly fail: (failure: RotationFailure) => void;
  /** Waits until nothing runs, and gives what failed since it was last asked. */
  readonly settled: () => Promise<readonly RotationFailure[]>;
}

export function createRotationFunctions(
  functions: Readonly<Record<string, RotationFunction>>,
): RotationFunctions {
  /** By the secrets that they are for. */
  const running = new Map<Promise<void>, string | undefined>();
  const failures: RotationFailure[] = [];
  const runAll = async (rotate: RotationFunction, events: readonly RotationEvent[]): Promise<boolean> => {
    for (const event of events) {
      try {
        await rotate(event);
      } catch (error) {
        failures.push({ secret: event.SecretId, step: event.Step, error });
        return true;
      }
    }
    return false;
  };
  return {
    get: (arn) => (Object.hasOwn(functions, arn) ? functions[arn] : undefined),
    arns: () => Object.keys(functions),
    run: (rotate, events, done) => {
      // Not before RotateSecret has answered, as with a function that is invoked.
      const run = Promise.resolve()
        .then(() => runAll(rotate, events))
        .then(done)
        .finally(() => running.delete(run));
      running.set(run, events[0]?.SecretId);
    },
    isRunning: (secret) => [...running.values()].includes(secret),
    fail: (failure) => void failures.push(failure),
    settled: async () => {
      while (running.size > 0) await Promise.all(running.keys());
      return failures.splice(0);
    },
  };
}
