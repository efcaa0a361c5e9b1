import { authorize } from '@leastwise/evaluate';

const Statement = {
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::my-ml-datasets/train/*',
};
const request = {
  principal: 'arn:aws:iam::111122223333:user/ana',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::my-ml-datasets/train/1.csv',
};
const { effect } = authorize({ identity: [{ Statement }] }, request);
if (process.argv.includes('--print')) console.log(effect);
