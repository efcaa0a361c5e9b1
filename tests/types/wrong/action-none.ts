// No action.
import { allow, policy } from '@leastwise/policy';

policy(allow().onAnyResource());
