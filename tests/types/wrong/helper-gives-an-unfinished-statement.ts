// A helper that promises a statement and gives one without a resource.
import { s3 } from '@leastwise/aws/s3';
import { allow, type IdentityStatement } from '@leastwise/policy';

export const read = (): IdentityStatement => allow(s3.GetObject);
