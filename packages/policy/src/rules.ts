/*
 * What each kind of policy may hold, and the sentences that say so. The compiler prints the same sentences: checks.ts
 * takes their types.
 */
import type { PolicyKind } from './document.ts';
import type { Words } from './words.ts';

/** What a kind of policy asks of each of its statements. */
export interface KindRules {
  /** `anyone`: it must say `"Principal": "*"`, and nothing else. */
  readonly principal: 'must' | 'never' | 'anyone';
  /** `may`: some services take a statement without one for a statement about the resource that holds the policy. */
  readonly resource: 'must' | 'may' | 'never';
  /**
   * Whether a Sid may hold more than letters and digits. IAM's own documents may not; the services that keep policies on
   * their resources have rules of their own, and AWS's examples for them hold spaces and punctuation.
   * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
   */
  readonly freeSid: boolean;
  /** Whether it can only take away. */
  readonly denyOnly?: true;
}

/**
 * Services whose resources a resource control policy guards: those that the catalog's data set names, of 2026-09.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const RCP_SERVICES =
  'aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch cloudtrail-data codeartifact codebuild codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical compute-optimizer cost-optimization-hub dax dsql dynamodb ecr ecr-public events firehose fis fms gamelift health inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor notifications opensearch pca-connector-ad personalize polly pricing resource-groups rolesanywhere s3 secretsmanager servicediscovery signin sqs sts support swf textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray';

export type RcpService = Words<typeof RCP_SERVICES>;
export const rcpServices: readonly string[] = /* @__PURE__ */ RCP_SERVICES.split(' ');

/**
 * Services that refuse a policy without `Resource`, which others take, such as Amazon ECR.
 * Sources: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-policy-language-overview.html
 */
const NAMING_SERVICES = 'kms s3';

export type NamingService = Words<typeof NAMING_SERVICES>;
export const namingServices: readonly string[] = /* @__PURE__ */ NAMING_SERVICES.split(' ');

const IDENTITY: KindRules = { principal: 'never', resource: 'must', freeSid: false };

export const RULES: Readonly<Record<PolicyKind, KindRules>> = {
  identity: IDENTITY,
  boundary: IDENTITY,
  session: IDENTITY,
  'service-control': IDENTITY,
  resource: { principal: 'must', resource: 'may', freeSid: true },
  'vpc-endpoint': { principal: 'must', resource: 'must', freeSid: true },
  trust: { principal: 'must', resource: 'never', freeSid: false },
  'resource-control': { principal: 'anyone', resource: 'must', freeSid: false, denyOnly: true },
};

/* The sentences, each a constant of its own so that a program carries only those that it can need. */
export const NO_ACTION = 'this statement has no action';
export const NO_RESOURCE = 'this statement has no resource: add .on(...) or .onAnyResource()';
export const NO_RESOURCE_NOR_ITSELF =
  'this statement has no resource: add .on(...), or .onThisResource() for the one that holds the policy';
export const NAMES_RESOURCE = 'a policy of this service names its resources: write .on(...)';
export const NO_FREE_SID = 'the Sid of a policy of this kind takes only A-Z, a-z and 0-9';
export const NO_PRINCIPAL = 'this statement must say who: add .to(...)';
export const NAMES_PRINCIPAL =
  'a policy of this kind names no principal: drop .to(...), or use resourcePolicy(...)';
export const TRUST_NAMES_RESOURCE = 'a trust policy takes no resource: drop .on(...)';
export const TRUST_OTHER_ACTION = 'a trust policy takes only sts: actions';
export const RCP_NOT_EVERYONE = 'a resource control policy is about everyone: write .to(principal.anyone)';
export const RCP_ALLOWS = 'a resource control policy only denies: write deny(...)';
export const RCP_NOT_ACTION = 'a resource control policy takes no NotAction: name the actions';
export const RCP_OTHER_SERVICE = 'a resource control policy does not reach this service';
