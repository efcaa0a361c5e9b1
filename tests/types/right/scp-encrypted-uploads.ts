// Objects are written encrypted.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_s3.html
import { s3 } from '@leastwise/aws/s3';
import { deny, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(
  deny(s3.PutObject).onAnyResource().when(s3.keys.xAmzServerSideEncryption.missing()),
);
