// An account with too few digits.
import { principal } from '@leastwise/policy';

principal.account('1111');
