// Two services, with MFA and within a stretch of time.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_mfa-dates.html
import { ec2 } from '@leastwise/aws/ec2';
import { s3 } from '@leastwise/aws/s3';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(s3.all, ec2.all)
    .onAnyResource()
    .when(
      aws.multiFactorAuthPresent.is(true),
      aws.currentTime.after('2026-07-01T00:00:00Z'),
      aws.currentTime.before('2026-12-31T23:59:59Z'),
    ),
);
