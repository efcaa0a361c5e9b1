// An action that works on no particular resource, beside one that does.
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

allow(s3.GetObject, s3.ListAllMyBuckets).on(s3.object('my-ml-datasets', '*'));
