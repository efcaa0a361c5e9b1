/* Corrections of condition keys; like those of actions, one that no longer changes anything fails the generator. */

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

/** The actions of a request that names an encryption context. */
const ENCRYPTING: readonly string[] = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyPair',
  'kms:GenerateDataKeyPairWithoutPlaintext',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:RetireGrant',
];

export const keyCorrections: readonly KeyCorrection[] = [
  {
    key: 'apigateway:CognitoUserPoolProviderArn',
    type: 'ARN',
    carriedBy: ['apigateway:PATCH', 'apigateway:POST', 'apigateway:PUT'],
    description: 'Filters access by the ARN of the user pool that an authorizer is to ask',
    reason: 'the guide narrows by it which user pools an authorizer may be made for',
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-user-pool-authorizer-permissions.html',
  },
  {
    key: 'cloudtrail:ExternalId',
    type: 'String',
    carriedBy: ['cloudtrail-data:PutAuditEvents'],
    description: 'Filters access by the external id that the request gives',
    reason: 'the guide asks partners that write into a channel for their id by it',
    source:
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_resource-based-policy-examples.html',
  },
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
    key: 'elasticloadbalancing:ResourceTag/',
    name: 'elasticloadbalancing:ResourceTag/${TagKey}',
    reason: 'what the reference lists is the beginning of the key: AWS puts the key of a tag behind it',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/security_iam_service-with-iam.html',
  },
  {
    key: 'events:eventBusInvocation',
    type: 'Bool',
    reason: 'it says whether an event comes from another event bus, and the guide compares it by Bool',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html',
  },
  {
    key: 'glacier:ResourceTag/',
    name: 'glacier:ResourceTag/${TagKey}',
    reason: 'what the reference lists is the beginning of the key: AWS puts the key of a tag behind it',
    source: 'https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-lock-policy.html',
  },
  ...['SecretARN', 'aws:logs:arn', 'aws:s3:arn'].map((member): KeyCorrection => ({
    key: `kms:EncryptionContext:${member}`,
    type: 'ARN',
    carriedBy: ENCRYPTING,
    description: `Filters access by \`${member}\` of the encryption context`,
    reason: 'the guides and managed policies compare it by ArnLike; the reference knows the context as text',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  })),
  {
    key: 'ram:Principal',
    type: 'ArrayOfString',
    reason: 'a request shares with several principals, which the examples ask about by ForAnyValue',
    source:
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_ram.html',
  },
  {
    key: 'sagemaker:ResourceTag/',
    name: 'sagemaker:ResourceTag/${TagKey}',
    reason: 'what the reference lists is the beginning of the key: AWS puts the key of a tag behind it',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html',
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
  {
    key: 'ssm:resourceTag/tag-key',
    name: 'ssm:resourceTag/${TagKey}',
    reason: 'the word is a placeholder, which the reference does not mark: AWS puts the key of a tag there',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html',
  },
];
