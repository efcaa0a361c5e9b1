// The most that the users of a delegated administrator may do.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
import { cloudwatch } from '@leastwise/aws/cloudwatch';
import { dynamodb } from '@leastwise/aws/dynamodb';
import { ec2 } from '@leastwise/aws/ec2';
import { iam } from '@leastwise/aws/iam';
import { s3 } from '@leastwise/aws/s3';
import { allow, deny, permissionsBoundary } from '@leastwise/policy';

export default permissionsBoundary(
  allow(s3.all, cloudwatch.all, ec2.all, dynamodb.all).onAnyResource().sid('ServiceBoundaries'),
  allow(iam.ListUsers, iam.GetAccountPasswordPolicy).onAnyResource().sid('AllowIAMConsoleForCredentials'),
  allow(
    iam.match('*AccessKey*'),
    iam.ChangePassword,
    iam.GetUser,
    iam.match('*ServiceSpecificCredential*'),
    iam.match('*SigningCertificate*'),
  )
    .on(iam.user('${aws:username}', { account: '*' }))
    .sid('AllowManageOwnPasswordAndAccessKeys'),
  deny(s3.all).on(s3.bucket('logs'), s3.object('logs', '*')).sid('DenyS3Logs'),
  deny(ec2.all)
    .on(ec2.instance('i-1234567890abcdef0', { region: '*', account: '*' }))
    .sid('DenyEC2Production'),
);
