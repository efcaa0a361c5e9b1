// Trust policy without Principal.
import { sts } from '@leastwise/aws/sts';
import { allow, trustPolicy } from '@leastwise/policy';

trustPolicy(allow(sts.AssumeRole));
