// A role by an ARN that is none.
import { principal } from '@leastwise/policy';

principal.role('arn:aws:iam:role/training');
