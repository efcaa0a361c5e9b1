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
  ...[
    'BatchGetCollection',
    'CreateCollection',
    'DeleteCollection',
    'ListCollections',
    'UpdateCollection',
  ].map((action): Correction => ({
    action: `aoss:${action}`,
    alsoOn: ['Collection'],
    alsoCarries: ['aoss:collection'],
    reason:
      'the guide narrows who manages collections by their ARNs and by their names, which the reference leaves out for most',
    source: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-manage.html',
  })),
  {
    action: 'athena:ListExecutors',
    alsoOn: ['workgroup'],
    reason: 'the executors of a session are listed by those who may use its workgroup',
    source: 'https://docs.aws.amazon.com/athena/latest/ug/notebooks-spark-troubleshooting-workgroups.html',
  },
  {
    action: 'athena:StartQueryExecution',
    alsoOn: ['datacatalog'],
    reason: 'a query on a data catalog is authorised on it too, and the guide denies it by its tags',
    source: 'https://docs.aws.amazon.com/athena/latest/ug/tags-access-control.html',
  },
  {
    action: 'dynamodb:ConditionCheckItem',
    alsoCarries: ['dynamodb:EnclosingOperation'],
    reason: 'it is part of transactions alone, and the guide asks in which one it is',
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html',
  },
  {
    action: 'elasticfilesystem:CreateFileSystem',
    alsoOn: ['file-system'],
    reason: 'the guide grants it on the file systems of a region and account',
    source: 'https://docs.aws.amazon.com/efs/latest/ug/access-control-managing-permissions.html',
  },
  {
    action: 'elasticmapreduce:RunJobFlow',
    alsoOn: ['cluster'],
    reason: 'pipelines of SageMaker AI start clusters by a managed policy that names clusters alone',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-pipelines.html',
  },
  {
    action: 'glue:CreateCrawler',
    alsoOn: ['crawler'],
    reason:
      'products of the SageMaker AI catalog make crawlers by a managed policy that names crawlers alone',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-sc.html',
  },
  {
    action: 'kafka:GetBootstrapBrokers',
    alsoOn: ['cluster'],
    reason: 'a pipeline that reads from a cluster is shown to get its brokers by the ARN of the cluster',
    source: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/configure-client-msk.html',
  },
  ...['AddPermission', 'GetFunction', 'GetFunctionConfiguration', 'RemovePermission'].map(
    (action): Correction => ({
      action: `lambda:${action}`,
      alsoOn: ['function alias', 'function version'],
      reason: 'the request may name a version or an alias, and is then authorised by the qualified ARN',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html',
    }),
  ),
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
    action: 'logs:DescribeLogGroups',
    alsoOn: ['log-group'],
    reason: 'the guides grant it on all log groups of a region and account by the pattern of their ARNs',
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html',
  },
  {
    action: 'logs:DescribeLogStreams',
    alsoOn: ['log-stream'],
    reason: 'it is authorised on the streams of a group, which the policy of a service-linked role names',
    source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/using-service-linked-roles.html',
  },
  {
    action: 'logs:GetLogEvents',
    alsoOn: ['log-group'],
    reason:
      'policies name the log group with a wildcard for its streams, as all of the examples in the guide do',
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-identity-based-access-control-cwl.html',
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
    action: 'oam:CreateLink',
    alsoOn: ['Link'],
    reason: 'it is authorised on the link that it makes and on the sink that it reaches',
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account-Setup.html',
  },
  {
    action: 'oam:UpdateLink',
    alsoOn: ['Sink'],
    reason: 'it is authorised on the link and on the sink that it reaches',
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account-Setup.html',
  },
  ...['CreatePipeline', 'ValidatePipeline'].map((action): Correction => ({
    action: `osis:${action}`,
    alsoOn: ['pipeline'],
    reason: 'the guide grants it on pipelines by their names',
    source:
      'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/security-iam-ingestion.html',
  })),
  {
    action: 's3:ListBucket',
    alsoOn: ['multiregionaccesspoint'],
    reason: 'a Multi-Region Access Point lists the objects behind it, as the policies of the guide grant',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html',
  },
  {
    action: 's3:PutStorageLensConfiguration',
    alsoOn: ['storagelensconfiguration'],
    reason: 'the guide grants it on one dashboard, as it does the other actions of a dashboard',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage_lens_iam_permissions.html',
  },
  {
    action: 'sagemaker:CreateModel',
    alsoOn: ['model-package'],
    reason: 'another account makes a model of a registered one, whose policy the guide grants it by',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html',
  },
  ...['GetOpsItem', 'UpdateOpsItem'].map((action): Correction => ({
    action: `ssm:${action}`,
    alsoCarries: ['ssm:resourceTag/${TagKey}'],
    reason: 'the guide opens OpsItems by their tags, through the key that other actions carry',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/Explorer-setup-permissions.html',
  })),
  {
    action: 'states:InvokeHTTPEndpoint',
    alsoOn: ['statemachine'],
    alsoCarries: ['states:HTTPEndpoint', 'states:HTTPMethod'],
    reason: 'the role of a state machine is shown to call one address by one method, for that machine alone',
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html',
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
