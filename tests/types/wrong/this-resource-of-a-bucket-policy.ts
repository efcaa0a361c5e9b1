// A bucket policy without a resource, which Amazon S3 refuses.
import { s3 } from '@leastwise/aws/s3';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

resourcePolicy(allow(s3.GetObject).to(principal.account('111122223333')).onThisResource());
