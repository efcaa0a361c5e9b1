// Any resource, written as an ARN.
import { arn } from '@leastwise/policy';

arn('*');
