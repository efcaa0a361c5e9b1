// A resource that none of the actions works on.
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

allow(s3.GetObject).on(s3.bucket('my-ml-datasets'));
