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
  readonly resource: 'must' | 'never';
  /** Whether it can only take away. */
  readonly denyOnly?: true;
  /** The services that it works for, by prefix; every service unless said otherwise. */
  readonly services?: readonly string[];
}

/**
 * Services whose resources a resource control policy guards, as of 2026-09.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const RCP_SERVICES =
  'aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch cloudtrail-data codeartifact codebuild codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical compute-optimizer cost-optimization-hub dax dsql dynamodb ecr ecr-public events firehose fis fms gamelift health inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor notifications opensearch pca-connector-ad personalize polly pricing resource-groups rolesanywhere s3 secretsmanager servicediscovery signin sqs sts support swf textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray';

export type RcpService = Words<typeof RCP_SERVICES>;

const IDENTITY: KindRules = { principal: 'never', resource: 'must' };
const RESOURCE: KindRules = { principal: 'must', resource: 'must' };

export const RULES: Readonly<Record<PolicyKind, KindRules>> = {
  identity: IDENTITY,
  boundary: IDENTITY,
  session: IDENTITY,
  'service-control': IDENTITY,
  resource: RESOURCE,
  'vpc-endpoint': RESOURCE,
  trust: { principal: 'must', resource: 'never', services: ['sts'] },
  'resource-control': {
    principal: 'anyone',
    resource: 'must',
    denyOnly: true,
    services: /* @__PURE__ */ RCP_SERVICES.split(' '),
  },
};

export const SAYS = {
  noAction: 'this statement has no action',
  noResource: 'this statement has no resource: add .on(...) or .onAnyResource()',
  noPrincipal: 'this statement must say who: add .to(...)',
  principal: 'a policy of this kind names no principal: drop .to(...), or use resourcePolicy(...)',
  resource: 'a trust policy takes no resource: drop .on(...)',
  trustActions: 'a trust policy takes only sts: actions',
  anyone: 'a resource control policy is about everyone: write .to(principal.anyone)',
  denyOnly: 'a resource control policy only denies: write deny(...)',
  rcpNotAction: 'a resource control policy takes no NotAction: name the actions',
  rcpActions: 'a resource control policy does not reach this service',
} as const;
