/**
 * Corrections of the data: where AWS's own documentation of a feature shows a policy that the service reference does not
 * provide for. Each says why; one that no longer changes anything fails the generator.
 */
export interface Correction {
  /** `service:Action` */
  readonly action: string;
  /** Resource types of the same service that the action works on too. */
  readonly alsoOn?: readonly string[];
  /** Condition keys that its requests carry too; a placeholder stands for any text. */
  readonly alsoCarries?: readonly string[];
  readonly reason: string;
  readonly source: string;
}

export const corrections: readonly Correction[] = [
  {
    action: 'lambda:InvokeFunction',
    alsoOn: ['function alias', 'function version'],
    reason:
      'a function is invoked through a version or an alias by the qualified ARN, which the reference leaves out',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html',
  },
  {
    action: 'logs:CreateLogStream',
    alsoOn: ['log-group'],
    reason: 'the role of a function is shown to create the streams of its log group by the ARN of the group',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  },
  {
    action: 'logs:PutLogEvents',
    alsoOn: ['log-group'],
    reason:
      'policies name the log group with a wildcard for its streams, as all of the examples in the guide do',
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-identity-based-access-control-cwl.html',
  },
  {
    action: 'sts:SetSourceIdentity',
    alsoCarries: ['saml:aud', '${Host}.${Domain}:${Claim}'],
    reason: 'it is part of the request that assumes the role, whose statement the guide shows it in',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html',
  },
  {
    action: 'sts:TagSession',
    alsoCarries: ['saml:aud', '${Host}.${Domain}:${Claim}'],
    reason: 'it is part of the request that assumes the role, whose statement the guide shows it in',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
  },
  {
    action: 'sts:AssumeRoleWithWebIdentity',
    alsoCarries: ['${Host}.${Domain}:${Claim}'],
    reason:
      'every OIDC provider fills claims of its own, `sub` and `aud` among them; the reference lists a few providers',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
  },
];

/** A condition key that AWS's guides use in another way than the service reference has it. */
export interface KeyCorrection {
  /** As the reference spells it; one that it does not have, as the guides do. */
  readonly key: string;
  /** As the data names types: `ArrayOfString`. */
  readonly type?: string;
  /** How the key is spelled, where not as in the reference. */
  readonly name?: string;
  /** The actions that carry a key that the reference does not have: `service:Action` */
  readonly carriedBy?: readonly string[];
  readonly description?: string;
  readonly reason: string;
  readonly source: string;
}

export const keyCorrections: readonly KeyCorrection[] = [
  {
    key: 'cognito-identity.amazonaws.com:amr',
    type: 'ArrayOfString',
    reason: 'an identity that signed in carries both `authenticated` and the name of its provider',
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html',
  },
  {
    key: 'datapipeline:PipelineCreator',
    type: 'String',
    reason: 'a pipeline has one creator, with whom the guide compares by StringNotEquals',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_datapipeline_not-owned.html',
  },
  {
    key: 'ram:Principal',
    type: 'ArrayOfString',
    reason: 'a request shares with several principals, which the examples ask about by ForAnyValue',
    source:
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_ram.html',
  },
  {
    key: 'sagemaker:TargetContainerHostname',
    type: 'String',
    carriedBy: ['sagemaker:InvokeEndpoint'],
    description: 'Filters access by the container of a multi-container endpoint that the request is for',
    reason:
      'the guide shows how to open single containers of an endpoint, by a key that the reference has not',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/multi-container-direct.html',
  },
  {
    key: 'secretsmanager:ResourceTag/tag-key',
    name: 'secretsmanager:ResourceTag/${TagKey}',
    reason: 'the word is a placeholder, which the reference does not mark: AWS puts the key of a tag there',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-canvas.html',
  },
  {
    key: 'secretsmanager:VersionStage',
    type: 'ArrayOfString',
    reason: 'its own description says that it is a list, and the examples ask about it by ForAnyValue',
    source:
      'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html',
  },
];
