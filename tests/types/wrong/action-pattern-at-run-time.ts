// A pattern that is known only when the program runs.
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';

const pattern: string = ['Get', '*'].join('');
allow(s3.match(pattern));
