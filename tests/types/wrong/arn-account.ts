// Bad account: too few digits.
import { arn } from '@leastwise/policy';

arn('arn:aws:sqs:eu-west-1:1111:jobs');
