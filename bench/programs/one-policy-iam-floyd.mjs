import { Statement } from 'iam-floyd';

const readTrainingData = {
  Version: '2012-10-17',
  Statement: [
    new Statement.S3().allow().toGetObject().onObject('my-ml-datasets', 'train/*'),
    new Statement.S3().allow().toListBucket().onBucket('my-ml-datasets').ifPrefix('train/*'),
    new Statement.S3()
      .deny()
      .toDeleteObject()
      .onObject('my-ml-datasets', '*')
      .if('aws:MultiFactorAuthPresent', 'false', 'BoolIfExists'),
  ],
};
const text = JSON.stringify(readTrainingData);
if (process.argv.includes('--print')) console.log(text);
