// S3 calls a function for one bucket of one account.
// https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
import { lambda } from '@leastwise/aws/lambda';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(lambda.InvokeFunction)
    .to(principal.service('s3.amazonaws.com'))
    .on(lambda.function('process-s3-event', { region: 'us-east-2', account: '111122223333' }))
    .when(aws.sourceAccount.equals('111122223333'), aws.sourceArn.like('arn:aws:s3:::my-ml-datasets'))
    .sid('s3invoke'),
);
