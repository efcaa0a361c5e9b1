// An ARN of an unknown partition.
import { arn } from '@leastwise/policy';

arn('arn:awz:s3:::my-ml-datasets');
