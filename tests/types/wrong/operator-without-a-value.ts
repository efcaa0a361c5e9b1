// An operator with nothing to compare with.
import { s3 } from '@leastwise/aws/s3';

s3.keys.prefix.like();
