// No resource.
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';

policy(allow(s3.GetObject));
