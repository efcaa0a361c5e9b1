// A folder for each identity of an app.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_cognito-bucket.html
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(s3.ListBucket)
    .on(s3.bucket('my-ml-datasets'))
    .when(s3.keys.prefix.like('cognito/labels/${cognito-identity.amazonaws.com:sub}/*'))
    .sid('ListYourObjects'),
  allow(s3.DeleteObject, s3.GetObject, s3.PutObject)
    .on(s3.object('my-ml-datasets', 'cognito/labels/${cognito-identity.amazonaws.com:sub}/*'))
    .sid('ReadWriteDeleteYourObjects'),
);
