// Resource of another service.
import { s3 } from '@leastwise/aws/s3';
import { sqs } from '@leastwise/aws/sqs';
import { allow } from '@leastwise/policy';

allow(s3.GetObject).on(sqs.queue('jobs', { region: 'eu-west-1', account: '111122223333' }));
