// Principal in an identity policy.
import { s3 } from '@leastwise/aws/s3';
import { allow, policy, principal } from '@leastwise/policy';

policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')).to(principal.anyone));
