// Action of another service.
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

allow(s3.RunInstances);
