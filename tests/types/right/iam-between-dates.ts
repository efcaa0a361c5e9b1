// Access within a stretch of time.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws-dates.html
import { s3 } from '@leastwise/aws/s3';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(s3.GetObject)
    .onAnyResource()
    .when(aws.currentTime.after('2026-04-01T00:00:00Z'), aws.currentTime.before('2026-06-30T23:59:59Z')),
);
