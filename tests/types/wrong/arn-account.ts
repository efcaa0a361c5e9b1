// An ARN of an account with too few digits.
import { arn } from '@leastwise/policy';

arn('arn:aws:sqs:eu-west-1:1111:jobs');
