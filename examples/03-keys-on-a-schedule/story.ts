import { CreateUserCommand, IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '@leastwise/core';
import { createAws } from '@leastwise/emulator';
import { accessKey, adopt, rotate, type RotateOptions, type RotationOutcome } from '@leastwise/rotate';

const DAY = 86_400_000;

const target = accessKey({
  user: 'AML@Packt',
  secret: 'ml/aml-packt',
  every: '60d',
  consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
});

/** What cron starts every day. */
async function rotateToday(options: RotateOptions): Promise<RotationOutcome> {
  return rotate(target, options);
}

/** Lives a hundred days and says what happened. */
export async function tell(say: (line: string) => void): Promise<void> {
  const clock = createCalendar();
  const cloud = createAws({ clock });
  const options: RotateOptions = {
    iam: new IAMClient(cloud.rootClientConfig()),
    secretsManager: new SecretsManagerClient(cloud.rootClientConfig()),
    stsFor: (credentials) => new STSClient(cloud.clientConfig(credentials)),
    clock,
  };
  await options.iam.send(new CreateUserCommand({ UserName: 'AML@Packt' }));
  const first = await adopt(target, options);
  say(`${clock.today()}  adopted: key and secret were created; next: ${nextOf(first)}`);

  for (let day = 1; day <= 100; day++) {
    clock.advance(DAY);
    if (day === 60) {
      await dieHalfWay(options, clock);
      say(`${clock.today()}  due, and the script was killed after the key had been stored`);
      continue;
    }
    const { state, steps, next, reason } = await rotateToday(options);
    if (steps.length > 0) say(`${clock.today()}  ${state}: ${steps.join(', ')}; next: ${nextOf({ next })}`);
    if (state === 'blocked') say(`${clock.today()}  blocked: ${reason}`);
  }
  const { AccessKeyMetadata = [] } = await options.iam.send(
    new ListAccessKeysCommand({ UserName: 'AML@Packt' }),
  );
  say(
    `${clock.today()}  the user has ${AccessKeyMetadata.length} key, ${AccessKeyMetadata[0]?.Status ?? 'none'}`,
  );
}

/** A run that is stopped when it is about to verify the key that it has created. */
async function dieHalfWay(options: RotateOptions, clock: Clock): Promise<void> {
  const killed = new AbortController();
  const stsFor: RotateOptions['stsFor'] = (credentials) => {
    killed.abort();
    return options.stsFor(credentials);
  };
  await rotateToday({ ...options, clock, stsFor, signal: killed.signal }).catch(() => undefined);
}

function nextOf({ next }: { readonly next?: RotationOutcome['next'] | undefined }): string {
  return next ? `${next.what} at ${next.at.slice(0, 16)}` : 'nothing';
}

interface Calendar extends Clock {
  advance(milliseconds: number): void;
  today(): string;
}

/** A clock on which days pass when they are told to. */
function createCalendar(): Calendar {
  let now = Date.parse('2026-01-01T06:00:00Z');
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
    today: () => new Date(now).toISOString().slice(0, 10),
  };
}
