// A condition key that none of the denied actions carries.
import { s3 } from '@leastwise/aws/s3';
import { deny } from '@leastwise/policy';

deny(s3.DeleteObject).on(s3.object('my-ml-datasets', '*')).when(s3.keys.prefix.like('train/*'));
