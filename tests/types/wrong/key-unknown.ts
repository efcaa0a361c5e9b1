// Key typo.
import { s3 } from '@leastwise/aws/s3';

s3.keys.prefixes.like('train/*');
