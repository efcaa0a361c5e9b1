// Text where an action is wanted.
import { allow } from '@leastwise/policy';

allow('s3:GetObject');
