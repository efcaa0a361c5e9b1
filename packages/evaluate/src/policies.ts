import type { PolicyDocument } from '@leastwise/policy';

/**
 * Every policy that bears on a request, by its type.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#access_policy-types
 */
export interface Policies {
  /** What is attached to the caller: the policies of a user and its groups, of a role, or of the user who federated. */
  readonly identity?: readonly PolicyDocument[];
  /** The policy of the resource: of a bucket, a queue, a KMS key; for `sts:AssumeRole*` the role's trust policy. */
  readonly resource?: PolicyDocument;
  /** The permissions boundary of the user or role. */
  readonly boundary?: PolicyDocument;
  /** What was passed when the session was made; several documents allow what any one of them allows. An empty list is none. */
  readonly session?: PolicyDocument | readonly PolicyDocument[];
  /**
   * Service control policies that the caller's account inherits: one list a level, from the root of the organisation down
   * to the account. Leave it out for the management account, which SCPs do not bind.
   */
  readonly scps?: readonly (readonly PolicyDocument[])[];
  /**
   * Resource control policies that the resource's account inherits: one list a level, from the root down. AWS attaches
   * RCPFullAWSAccess at every level for good, so it need not be listed, and only Deny statements have an effect.
   */
  readonly rcps?: readonly (readonly PolicyDocument[])[];
  /** The policy of the VPC endpoint that the request passes through. */
  readonly vpcEndpoint?: PolicyDocument;
}

/** The type of a policy, as the members of {@link Policies} name it. */
export type PolicyType = keyof Policies;
