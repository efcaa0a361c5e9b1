// Bad region.
import { arn } from '@leastwise/policy';

arn('arn:aws:sqs:eu-west-9:111122223333:jobs');
