// A partition that does not exist.
import { s3 } from '@leastwise/aws/s3';

s3.bucket('my-ml-datasets', { partition: 'awz' });
