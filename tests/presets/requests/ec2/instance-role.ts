import { deepLearningContainers } from '@leastwise/presets/ecr';
import { instanceRole } from '@leastwise/presets/ec2';
import type { Claim, Proof } from '../../proof.ts';
import { assumedBy, notAssumedBy, OPEN_REPOSITORY } from '../../service-requests.ts';
import { arnOf, AT, callerOf, roleSides } from '../../sides.ts';

const PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html';
const ECR = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html';
const parameters = {
  name: 'gpu-trainer',
  ...AT,
  reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
  writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
  images: deepLearningContainers('eu-west-1', ['pytorch-training']),
} as const;
const role = instanceRole(parameters);
const trust = {
  role: arnOf(role),
  service: 'ec2.amazonaws.com',
  otherService: 'lambda.amazonaws.com',
  page: PAGE,
} as const;

const DATA = 'arn:aws:s3:::my-ml-datasets';
const RESULT = 'arn:aws:s3:::my-ml-results/churn/model.tar.gz';
const IMAGE = 'arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training';
const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'];
const claim = (text: string, action: string, resource: string, prefix?: string): Claim => ({
  claim: text,
  action,
  resource,
  ...(prefix !== undefined && { context: { 's3:prefix': prefix } }),
});
const from = (page: string, claims: readonly Claim[]) => claims.map((each) => ({ ...each, page }));

export const proofs: readonly Proof[] = [
  {
    preset: 'ec2.instanceRole',
    purpose: 'the role of instances, for an instance profile',
    parameters,
    sides: roleSides(role),
    caller: callerOf(role),
    allowed: [
      assumedBy(trust),
      ...from(S3, [
        claim('read its data', 's3:GetObject', `${DATA}/train/1.csv`),
        claim('list its data', 's3:ListBucket', DATA, 'train/'),
        claim('write its results', 's3:PutObject', RESULT),
        claim('give up an upload in parts', 's3:AbortMultipartUpload', RESULT),
        claim('look at the parts of an upload', 's3:ListMultipartUploadParts', RESULT),
      ]),
      ...from(ECR, [
        claim('sign in to registries', 'ecr:GetAuthorizationToken', '*'),
        ...PULL.map((action) => ({ ...claim('pull its image', action, IMAGE), beside: OPEN_REPOSITORY })),
      ]),
    ],
    nearMisses: [
      ...notAssumedBy(trust),
      claim('read what is beside its data', 's3:GetObject', `${DATA}/salaries/1.csv`),
      claim('list what is beside its data', 's3:ListBucket', DATA, 'salaries/'),
      claim('list another bucket', 's3:ListBucket', 'arn:aws:s3:::payroll', 'train/'),
      claim('change its data', 's3:PutObject', `${DATA}/train/1.csv`),
      claim('read its results', 's3:GetObject', RESULT),
      {
        ...claim('pull another image', 'ecr:BatchGetImage', IMAGE.replace('pytorch', 'payroll')),
        beside: OPEN_REPOSITORY,
      },
      claim(
        'change instances',
        'ec2:ModifyInstanceAttribute',
        'arn:aws:ec2:eu-west-1:111122223333:instance/i-1',
      ),
      claim('pass a role', 'iam:PassRole', arnOf(role)),
    ],
    peer: { managedPolicies: ['AmazonS3FullAccess', 'AmazonEC2ContainerRegistryReadOnly'], extras: [] },
  },
];
