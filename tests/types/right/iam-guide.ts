// Examples of the IAM User Guide:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_examples.html
import { cloudfront } from '@leastwise/aws/cloudfront';
import { dynamodb } from '@leastwise/aws/dynamodb';
import { ec2 } from '@leastwise/aws/ec2';
import { iam } from '@leastwise/aws/iam';
import { route53 } from '@leastwise/aws/route53';
import { s3 } from '@leastwise/aws/s3';
import { sts } from '@leastwise/aws/sts';
import { allow, aws, deny, denyAllExcept, policy } from '@leastwise/policy';

const anywhere = { region: '*', account: '*' } as const;

export const withinDates = policy(
  allow(dynamodb.GetItem)
    .on(dynamodb.table('Music', anywhere))
    .when(aws.currentTime.after('2026-04-01T00:00:00Z'), aws.currentTime.before(new Date('2026-06-30'))),
);

export const ownInstances = policy(
  allow(ec2.StartInstances, ec2.StopInstances)
    .on(ec2.instance('*', { region: '*', account: '111122223333' }))
    .when(aws.resourceTag('Owner').equals('${aws:username}')),
  allow(ec2.DescribeInstances).onAnyResource(),
);

export const homeFolders = policy(
  allow(s3.ListAllMyBuckets, s3.GetAccountPublicAccessBlock).onAnyResource().sid('AllowGroupToSeeBucketList'),
  allow(s3.ListBucket)
    .on(s3.bucket('amzn-s3-demo-bucket'))
    .when(s3.keys.prefix.like('', 'home/', 'home/${aws:username}/*')),
  allow(s3.match('*Object')).on(s3.object('amzn-s3-demo-bucket', 'home/${aws:username}/*')),
);

export const ownCredentialsWithMfa = policy(
  allow(iam.ListMFADevices, iam.CreateVirtualMFADevice, iam.EnableMFADevice, iam.ResyncMFADevice)
    .on(iam.user('${aws:username}', { account: '*' }), iam.mfa('${aws:username}', { account: '*' }))
    .sid('AllowManageOwnVirtualMFADevice'),
  denyAllExcept(iam.EnableMFADevice, iam.GetUser, iam.ListMFADevices, sts.GetSessionToken)
    .onAnyResource()
    .when(aws.multiFactorAuthPresent.ifExists.is(false))
    .sid('DenyAllExceptListedIfNoMFA'),
);

export const fence = policy(
  denyAllExcept(cloudfront.all, iam.all, route53.all)
    .onAnyResource()
    .when(aws.requestedRegion.notEquals('eu-central-1', 'eu-west-1')),
);

export const passOneRole = policy(
  allow(iam.GetRole, iam.PassRole)
    .on(iam.role('churn-training', { account: '111122223333' }))
    .when(iam.keys.passedToService.ifExists.equals('sagemaker.amazonaws.com')),
);

export const fromTheOffice = policy(
  deny(s3.all)
    .on(s3.bucket('my-ml-datasets'), s3.object('my-ml-datasets', '*'))
    .when(aws.sourceIp.notWithin('192.0.2.0/24', '203.0.113.0/24'), aws.viaAwsService.is(false)),
);

export const onlyTheseTags = policy(
  allow(ec2.CreateTags)
    .on(ec2.instance('*', anywhere))
    .when(
      aws.requestTag('environment').equals('preprod', 'production'),
      aws.tagKeys.forAll.equals('environment', 'CostCenter'),
    ),
);
