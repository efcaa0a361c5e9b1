// A pattern that stands for no action.
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

allow(s3.match('Gett*'));
