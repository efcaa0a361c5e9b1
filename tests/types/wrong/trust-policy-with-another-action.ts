// An action in a trust policy that assumes no role.
import { s3 } from '@leastwise/aws/s3';
import { allow, principal, trustPolicy } from '@leastwise/policy';

trustPolicy(allow(s3.GetObject).to(principal.anyone));
