// Malformed ARN: a part too few.
import { arn } from '@leastwise/policy';

arn('arn:aws:s3:my-ml-datasets');
