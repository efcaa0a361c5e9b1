// An operator that does not fit the type of the key.
import { s3 } from '@leastwise/aws/s3';

s3.keys.prefix.lessThan(3);
