import { LeastwiseError } from '@leastwise/core';
import { isRead } from '../consistency/consistency.ts';
import { throttled } from '../faults/carry-out-under.ts';
import type { ServiceId } from '../protocol/services.ts';

/** So many calls at once, and so many more each second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Operations that share a rate, in one account and region. IAM is the same in all regions. */
export type OperationClass =
  | 'iam:read'
  | 'iam:write'
  | 'sts'
  | 'secretsmanager:read'
  | 'secretsmanager:list'
  | 'secretsmanager:write'
  | 's3'
  | 'tagging';

/** The rates of classes; a class that is not named is not limited. */
export type Throttling = Readonly<Partial<Record<OperationClass, Rate>>>;

/**
 * What `throttle: true` stands for. AWS says what Secrets Manager and STS take; it does not say what IAM, S3's control operations and
 * tagging take, and those are estimates on the careful side.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const USUAL_RATES: Required<Throttling> = {
  'iam:read': { burst: 100, perSecond: 20 },
  'iam:write': { burst: 20, perSecond: 5 },
  sts: { burst: 600, perSecond: 600 },
  'secretsmanager:read': { burst: 10_000, perSecond: 10_000 },
  'secretsmanager:list': { burst: 100, perSecond: 100 },
  'secretsmanager:write': { burst: 50, perSecond: 50 },
  s3: { burst: 3500, perSecond: 3500 },
  tagging: { burst: 15, perSecond: 15 },
};

/** Whose call it is, and when it came. */
interface Arrival {
  readonly service: ServiceId;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly now: number;
}

/** Lets calls pass as long as there are tokens for them. */
export interface Throttle {
  /** @throws Refusal where there is no token left. */
  readonly take: (arrival: Arrival) => void;
}

interface Bucket {
  tokens: number;
  filled: number;
}

/** @throws LeastwiseError `INVALID_RATE` */
export function createThrottle(throttling: Throttling | boolean): Throttle {
  const rates: Throttling = throttling === true ? USUAL_RATES : throttling === false ? {} : throttling;
  for (const [name, rate] of Object.entries(rates)) checkRate(name, rate);
  const buckets = new Map<string, Bucket>();
  return {
    take: ({ service, operation, account, region, now }) => {
      const name = classOf(service, operation);
      const rate = rates[name];
      if (!rate) return;
      const key = `${account} ${service === 'iam' ? '' : region} ${name}`;
      const bucket = buckets.get(key) ?? { tokens: rate.burst, filled: now };
      buckets.set(key, bucket);
      // A clock that is set back takes no tokens away.
      const gained = (Math.max(0, now - bucket.filled) / 1000) * rate.perSecond;
      bucket.tokens = Math.min(rate.burst, bucket.tokens + gained);
      bucket.filled = now;
      if (bucket.tokens < 1) throw throttled();
      bucket.tokens -= 1;
    },
  };
}

function classOf(service: ServiceId, operation: string): OperationClass {
  switch (service) {
    case 'iam':
      return isRead(service, operation) ? 'iam:read' : 'iam:write';
    case 'secretsmanager':
      if (operation === 'GetSecretValue' || operation === 'DescribeSecret') return 'secretsmanager:read';
      return operation === 'ListSecrets' || operation === 'BatchGetSecretValue'
        ? 'secretsmanager:list'
        : 'secretsmanager:write';
    case 'sts':
    case 's3':
    case 'tagging':
      return service;
  }
}

function checkRate(name: string, { burst, perSecond }: Rate): void {
  if (!Object.hasOwn(USUAL_RATES, name)) {
    throw invalid(
      `there is no class of operations \`${name}\``,
      name,
      `the classes are ${Object.keys(USUAL_RATES).join(', ')}`,
    );
  }
  if (burst >= 1 && perSecond >= 0) return;
  throw invalid(
    `a rate of \`${perSecond}\` a second with a burst of \`${burst}\` lets nothing through`,
    name,
    'the burst is at least 1, and what comes back each second at least 0',
  );
}

function invalid(what: string, name: string, hint: string): LeastwiseError {
  return new LeastwiseError({ code: 'INVALID_RATE', what, path: `$.throttle['${name}']`, hint });
}
