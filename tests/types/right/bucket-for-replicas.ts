// Replicas from another account.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-walkthrough-3.html
import { s3 } from '@leastwise/aws/s3';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(
    s3.ReplicateObject,
    s3.ReplicateDelete,
    s3.ObjectOwnerOverrideToBucketOwner,
    s3.ReplicateTags,
    s3.GetObjectVersionTagging,
  )
    .to(principal.account('444455556666'))
    .on(s3.object('my-ml-datasets', '*'))
    .sid('destination_bucket_policy_sid'),
);
