// An object without its key.
import { s3 } from '@leastwise/aws/s3';

s3.object('my-ml-datasets');
