// A statement of a resource policy without a principal.
import { s3 } from '@leastwise/aws/s3';
import { allow, resourcePolicy } from '@leastwise/policy';

resourcePolicy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')));
