// Unknown operator.
import { s3 } from '@leastwise/aws/s3';

s3.keys.prefix.equal('train/');
