import type { AccountQuotas } from './iam/quotas.ts';
import type { Clock } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';
import type { Consistency } from './consistency/consistency.ts';
import type { Fault } from './faults/fault.ts';
import type { Organization } from './organization.ts';
import type { RandomBytes } from './random.ts';
import type { RotationFunction } from './rotation-functions.ts';
import type { JsonWebKeySet } from './sts/web-identity.ts';
import type { Throttling } from './throttle/throttle.ts';

/** How an emulated AWS is made. */
export interface AwsOptions {
  /** Twelve digits; `111122223333` unless said otherwise. */
  readonly account?: string;
  /** The region that its clients are set to; `us-east-1` unless said otherwise. */
  readonly region?: string;
  /** Where it reads the time from; the machine's clock unless said otherwise. */
  readonly clock?: Clock;
  /** Where ids and keys come from; the machine's cryptographic source unless said otherwise. */
  readonly random?: RandomBytes;
  /** Further accounts; those of the organisation are added without being named here. */
  readonly accounts?: readonly string[];
  /** The organisation that the accounts belong to, with its policies; none unless said otherwise. */
  readonly organization?: Organization;
  /**
   * The public keys of OpenID Connect issuers, by issuer (`https://token.actions.githubusercontent.com`), each a JSON Web Key
   * Set: what AWS would fetch from them to check a web identity token.
   */
  readonly issuers?: Readonly<Record<string, JsonWebKeySet>>;
  /**
   * What the dates of signatures are held against: the machine's clock unless said otherwise, because that is what SDK clients
   * sign by, even where `clock` is another.
   */
  readonly signingClock?: Clock;
  /**
   * The policies that AWS manages, as far as they are needed, by what comes after `arn:aws:iam::aws:policy/` in their ARNs:
   * `AmazonS3ReadOnlyAccess`, `service-role/AWSLambdaBasicExecutionRole`. None unless said otherwise.
   */
  readonly managedPolicies?: Readonly<Record<string, PolicyDocument>>;
  /** What stands in for the Lambda functions that rotate secrets, by ARN. */
  readonly rotationFunctions?: Readonly<Record<string, RotationFunction>>;
  /** In milliseconds: how long a copy of a secret takes to reach another region; none unless said otherwise. */
  readonly replicationDelay?: number;
  /** How much an account may hold, where that is not what a new account of AWS may: `{ roles: 5000 }`. */
  readonly quotas?: Partial<AccountQuotas>;
  /** What goes wrong from the start; more is added with `cloud.faults`. */
  readonly faults?: readonly Fault[];
  /** What the probabilities of faults are drawn from; 1 unless said otherwise. With the same seed and calls the same goes wrong. */
  readonly faultSeed?: number;
  /** How long changes take to be seen; they are seen at once unless said otherwise. */
  readonly consistency?: Consistency;
  /**
   * How many calls are taken: rates by class of operations, or with `true` those that AWS has. Without limit unless said otherwise.
   * Further calls are answered with `Throttling` (IAM, STS), `ThrottlingException` (Secrets Manager, tagging) or `SlowDown` (S3).
   */
  readonly throttle?: Throttling | boolean;
  /** What `cloud.snapshot()` gave, or what `JSON.parse` made of it: it starts from there. */
  readonly snapshot?: unknown;
  /** Lets every request pass that is signed, whatever policies say; for tests of other things. */
  readonly unsafeWithoutEnforcement?: boolean;
}
