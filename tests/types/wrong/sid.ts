// A Sid that an identity policy does not take: a hyphen.
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';

policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')).sid('Read-only'));
