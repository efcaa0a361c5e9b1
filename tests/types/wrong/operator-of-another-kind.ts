// Operator that does not fit the key's type.
import { s3 } from '@leastwise/aws/s3';

s3.keys.prefix.lessThan(3);
