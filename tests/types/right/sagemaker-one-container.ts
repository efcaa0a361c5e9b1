// Some containers of an endpoint.
// https://docs.aws.amazon.com/sagemaker/latest/dg/multi-container-direct.html
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(sagemaker.InvokeEndpoint)
    .on(sagemaker.endpoint('endpoint_name', { region: 'eu-west-1', account: '111122223333' }))
    .when(sagemaker.keys.targetContainerHostname.like('customIps*', 'common*')),
);
