// Not an ARN.
import { arn } from '@leastwise/policy';

arn('my-ml-datasets');
