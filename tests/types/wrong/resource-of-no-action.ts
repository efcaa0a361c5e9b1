// Resource type that the action does not take.
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

allow(s3.GetObject).on(s3.bucket('my-ml-datasets'));
