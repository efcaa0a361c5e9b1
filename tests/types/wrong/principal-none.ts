// No principal at all.
import { sts } from '@leastwise/aws/sts';
import { allow } from '@leastwise/policy';

allow(sts.AssumeRole).to();
