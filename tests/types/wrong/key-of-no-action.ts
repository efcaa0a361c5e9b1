// Key that the action does not support.
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')).when(s3.keys.prefix.like('train/*'));
