// Text where a number is wanted.
import { aws } from '@leastwise/policy';

aws.multiFactorAuthAge.lessThan('3600');
