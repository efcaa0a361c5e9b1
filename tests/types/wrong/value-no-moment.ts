// Text that is no date.
import { aws } from '@leastwise/policy';

aws.currentTime.before('tomorrow');
