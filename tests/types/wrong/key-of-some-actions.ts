// A condition key that one of the actions never carries.
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

allow(s3.GetObject, s3.ListBucket)
  .on(s3.bucket('my-ml-datasets'), s3.object('my-ml-datasets', '*'))
  .when(s3.keys.prefix.like('train/*'));
