import { allow, aws, deny, policy } from '@leastwise/policy';
import { s3 } from '@leastwise/aws/s3';

const readTrainingData = policy(
  allow(s3.GetObject).on(s3.object('my-ml-datasets', 'train/*')),
  allow(s3.ListBucket).on(s3.bucket('my-ml-datasets')).when(s3.keys.prefix.like('train/*')),
  deny(s3.DeleteObject)
    .on(s3.object('my-ml-datasets', '*'))
    .when(aws.multiFactorAuthPresent.ifExists.is(false)),
);
const text = JSON.stringify(readTrainingData);
if (process.argv.includes('--print')) console.log(text);
