// Notebook instances in a VPC, without the internet and without root.
// https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(sagemaker.CreateNotebookInstance)
    .onAnyResource()
    .when(
      sagemaker.keys.directInternetAccess.equals('Disabled'),
      sagemaker.keys.rootAccess.equals('Disabled'),
      sagemaker.keys.vpcSubnets.exists(),
      sagemaker.keys.vpcSecurityGroupIds.exists(),
    )
    .sid('LockDownCreateNotebookInstance'),
  allow(sagemaker.UpdateNotebookInstance)
    .onAnyResource()
    .when(sagemaker.keys.rootAccess.equals('Disabled'))
    .sid('LockDownUpdateNotebookInstance'),
);
