// One dashboard of Storage Lens, by its tag.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage_lens_iam_permissions.html
import { s3 } from '@leastwise/aws/s3';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(s3.GetStorageLensConfiguration, s3.DeleteStorageLensConfiguration, s3.PutStorageLensConfiguration)
    .on(s3.storagelensconfiguration('costs', { region: 'us-east-1', account: '111122223333' }))
    .when(aws.resourceTag('key1').equals('value1')),
);
