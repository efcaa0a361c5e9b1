// Text where a resource is wanted.
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

allow(s3.GetObject).on('arn:aws:s3:::my-ml-datasets/*');
