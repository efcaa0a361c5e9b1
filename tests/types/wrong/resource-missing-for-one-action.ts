// An action that none of the resources is for.
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

allow(s3.GetObject, s3.ListBucket).on(s3.object('my-ml-datasets', '*'));
