// A trust policy that trusts nobody.
import { sts } from '@leastwise/aws/sts';
import { allow, trustPolicy } from '@leastwise/policy';

trustPolicy(allow(sts.AssumeRole));
