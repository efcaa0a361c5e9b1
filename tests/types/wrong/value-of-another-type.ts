// Text where true or false is wanted.
import { aws } from '@leastwise/policy';

aws.multiFactorAuthPresent.is('true');
