// Effect 'allow'.
import type { PolicyDocument } from '@leastwise/policy';

export const document: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::my-ml-datasets/*' }],
};
