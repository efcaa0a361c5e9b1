// Value of the wrong type: text where true or false is wanted.
import { aws } from '@leastwise/policy';

aws.multiFactorAuthPresent.is('true');
