// An endpoint through which one model is asked.
// https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, principal, vpcEndpointPolicy } from '@leastwise/policy';

export default vpcEndpointPolicy(
  allow(sagemaker.InvokeEndpoint)
    .to(principal.anyone)
    .on(sagemaker.endpoint('churn', { region: 'us-west-2', account: '111122223333' })),
);
