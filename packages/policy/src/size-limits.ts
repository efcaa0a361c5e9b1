/** How long a policy may be where it is kept. */
export interface SizeLimit {
  readonly limit: number;
  /** UTF-8 in the case of bytes. */
  readonly unit: 'characters' | 'bytes';
  /** Whether the white space between the elements of the JSON counts. Within a text it always does. */
  readonly whiteSpace: 'counts' | 'does not count';
  /** What the limit is for: one document, or all inline documents of a user, group or role together. */
  readonly of: 'one document' | 'all documents';
  /** Whether AWS raises it on request; `limit` is what every account starts with. */
  readonly adjustable: boolean;
  readonly source: string;
}

const IAM_QUOTAS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const ORGANIZATIONS_QUOTAS =
  'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html';

const IN_IAM = {
  unit: 'characters',
  whiteSpace: 'does not count',
  of: 'one document',
  adjustable: false,
  source: IAM_QUOTAS,
} as const;

/** Where a policy is kept. */
export type PolicyHolder =
  | 'managed'
  | 'user-inline'
  | 'group-inline'
  | 'role-inline'
  | 'trust'
  | 'session'
  | 'service-control'
  | 'resource-control'
  | 'vpc-endpoint'
  | 's3-bucket'
  | 'kms-key'
  | 'sqs-queue'
  | 'sns-topic'
  | 'secret'
  | 'ecr-repository'
  | 'lambda-function';

/**
 * The limits by where a policy is kept, as AWS's documentation gives them. They change: service control policies had half
 * as much until 15 May 2026.
 */
export const SIZE_LIMITS: Readonly<Record<PolicyHolder, SizeLimit>> = /* @__PURE__ */ sizeLimits();

/** In a function because a bundler keeps what is spread: who measures nothing shall not carry the limits. */
function sizeLimits(): Readonly<Record<PolicyHolder, SizeLimit>> {
  const inline = { ...IN_IAM, of: 'all documents' } as const;
  /** AWS writes KB without saying whether that is 1,000 or 1,024: read as 1,024, as the limit of a KMS key is said to be. */
  const inService = { ...IN_IAM, unit: 'bytes', whiteSpace: 'counts' } as const;
  return {
    /** A customer managed policy, and so a permissions boundary too. */
    managed: { ...IN_IAM, limit: 6_144 },
    'user-inline': { ...inline, limit: 2_048 },
    'group-inline': { ...inline, limit: 5_120 },
    'role-inline': { ...inline, limit: 10_240 },
    /** A role's trust policy. AWS does not say whether its white space counts. */
    trust: { ...IN_IAM, limit: 2_048, adjustable: true },
    /** What is passed to `sts:AssumeRole`. Its packed form has a limit of its own, which only AWS can tell. */
    session: {
      ...IN_IAM,
      limit: 2_048,
      whiteSpace: 'counts',
      source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    },
    /** As sent through the API; the console takes the white space away. */
    'service-control': { ...IN_IAM, limit: 10_240, whiteSpace: 'counts', source: ORGANIZATIONS_QUOTAS },
    /** As sent through the API; the console takes the white space away. */
    'resource-control': { ...IN_IAM, limit: 5_120, whiteSpace: 'counts', source: ORGANIZATIONS_QUOTAS },
    'vpc-endpoint': {
      ...IN_IAM,
      limit: 20_480,
      whiteSpace: 'counts',
      source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html',
    },
    's3-bucket': {
      ...inService,
      limit: 20 * 1_024,
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-iam-policies.html',
    },
    'kms-key': {
      ...inService,
      limit: 32 * 1_024,
      source: 'https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html',
    },
    'sqs-queue': {
      ...inService,
      limit: 8_192,
      source:
        'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html',
    },
    'sns-topic': {
      ...inService,
      limit: 30 * 1_024,
      source:
        'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html',
    },
    secret: {
      ...inService,
      unit: 'characters',
      limit: 20_480,
      source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html',
    },
    'ecr-repository': {
      ...inService,
      unit: 'characters',
      limit: 10_240,
      source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html',
    },
    'lambda-function': {
      ...inService,
      limit: 20 * 1_024,
      source: 'https://repost.aws/knowledge-center/lambda-resource-based-policy-size-error',
    },
  };
}
